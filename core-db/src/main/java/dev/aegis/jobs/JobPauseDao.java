package dev.aegis.jobs;

import dev.aegis.db.schema.Column;
import dev.aegis.db.schema.Id;
import dev.aegis.db.schema.Table;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Which jobs are paused, in the database. Public because JDBI implements it. */
public interface JobPauseDao {

    /** That a job is paused. */
    @Table("job_pauses")
    record Row(@Id @Column(length = 100) String job, Instant pausedAt) {}

    @SqlUpdate("insert into job_pauses (job, paused_at) values (:job, :pausedAt) on conflict (job) do nothing")
    void pause(@BindMethods Row pause);

    @SqlUpdate("delete from job_pauses where job = :job")
    void resume(String job);

    @SqlQuery("select exists (select 1 from job_pauses where job = :job)")
    boolean isPaused(String job);

    @SqlQuery("select job from job_pauses")
    Set<String> paused();
}

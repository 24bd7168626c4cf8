package dev.aegis.jobs;

import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Which jobs are paused, in the database. Public because JDBI implements it. */
public interface JobPauseDao {

    @SqlUpdate("insert into job_pauses (job, paused_at) values (:job, :at) on conflict (job) do nothing")
    void pause(String job, Instant at);

    @SqlUpdate("delete from job_pauses where job = :job")
    void resume(String job);

    @SqlQuery("select exists (select 1 from job_pauses where job = :job)")
    boolean isPaused(String job);

    @SqlQuery("select job from job_pauses")
    Set<String> paused();
}

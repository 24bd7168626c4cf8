package dev.aegis.jobs;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Runs of jobs in the database. Public because JDBI implements it. */
@RegisterRowMapper(JobRunMapper.class)
public interface JobRunDao {

    @SqlQuery("""
            insert into job_runs (job, instance, started_at, outcome)
            values (:job, :instance, :at, :outcome)
            returning id
            """)
    long insert(String job, String instance, Instant at, RunOutcome outcome);

    /** Gives an outcome to a job's runs that have another one. */
    @SqlUpdate("update job_runs set outcome = :to where job = :job and outcome = :from")
    void replaceOutcome(String job, RunOutcome from, RunOutcome to);

    @SqlUpdate("update job_runs set finished_at = :at, outcome = :outcome, error = :error where id = :id")
    void finish(long id, Instant at, RunOutcome outcome, @Nullable String error);

    /** Deletes all but a job's latest runs. */
    @SqlUpdate("""
            delete from job_runs
            where job = :job
              and id <= (select id from job_runs where job = :job order by id desc limit 1 offset :keep)
            """)
    void prune(String job, int keep);

    /** A job's latest runs, latest first. */
    @SqlQuery("""
            select id, job, instance, started_at, finished_at, outcome, error
            from job_runs
            where job = :job
            order by id desc
            limit :limit
            """)
    List<JobRun> latest(String job, int limit);

    /** The latest run of each job. */
    @SqlQuery("""
            select id, job, instance, started_at, finished_at, outcome, error
            from job_runs
            where id in (select max(id) from job_runs group by job)
            """)
    List<JobRun> latestOfEach();
}

package dev.aegis.scheduler.shields;

/** An event that waits to be processed. Public because JDBI makes it. */
public record WaitingEvent(long id, long shieldId) {}

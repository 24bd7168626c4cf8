package dev.aegis.dropwizard;

/** How a service writes its log. */
public enum LogFormat {
    /** Lines for people. */
    TEXT,
    /** One JSON object a line. */
    JSON
}

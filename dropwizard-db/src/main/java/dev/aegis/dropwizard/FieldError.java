package dev.aegis.dropwizard;

/**
 * What is wrong with one field of a request.
 *
 * @param field its name; empty for the body as a whole
 * @param message what it must be, for people
 */
public record FieldError(String field, String message) {}

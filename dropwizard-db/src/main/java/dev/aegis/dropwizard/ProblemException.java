package dev.aegis.dropwizard;

import java.util.List;

/** Thrown by a resource to answer with a problem document. Nothing is logged: the client is at fault. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.title() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** The addressed thing does not exist. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(Problem.of(ProblemType.NOT_FOUND, detail));
    }

    /** The request does not fit the state of what it addresses, for example a second return of the same book. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(ProblemType.CONFLICT, detail));
    }

    /** Fields of the request are invalid; nothing was done. */
    public static ProblemException invalid(List<FieldError> errors) {
        ProblemType type = ProblemType.VALIDATION;
        String detail = errors.size() == 1 ? "One field is invalid." : errors.size() + " fields are invalid.";
        return new ProblemException(new Problem(type.uri(), type.title(), type.status(), detail, null, errors));
    }

    /** The document to answer with. */
    public Problem problem() {
        return problem;
    }
}

package dev.aegis.migrations.generate;

/** Text that Liquibase would take for a parameter. */
final class Parameters {
    /** The parameter that stands for a dollar sign, which the file that uses it defines. */
    static final String DOLLAR = "text.dollar";

    private static final String REFERENCE = "${" + DOLLAR + "}";

    private Parameters() {}

    /** Text of a changelog of which Liquibase makes this text: it replaces parameters twice. */
    static String kept(String text) {
        return text.replace("${", REFERENCE + "{" + DOLLAR + "}{");
    }

    /** Whether the parameter is used. */
    static boolean in(CharSequence changelog) {
        return changelog.toString().contains(REFERENCE);
    }
}

package dev.aegis.docs.pages;

import static dev.aegis.docs.pages.InMemory.messages;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MakeTargetsTest {

    private final MakeTargets targets = new MakeTargets(new InMemory().with("Makefile", """
            JAVA := java
            run: jar
            \t@java
            migration:
            \t@./aegis migrate generate -m "$${m:?is missing}"
            migrate-rollback:
            \t@./aegis migrate rollback -n $(n)
            """));

    @Test
    void thatExistAreFine() {
        assertThat(messages(targets, """
                `make` lists them; `make migration m="Add gauntlets"`, `make run && make -s migrate-rollback n=2`

                ```sh
                DATABASE_URL=sqlite:///x.db make run   # make nothing
                ```
                """)).isEmpty();
    }

    @Test
    void thatAreUnknownAreToldWhereverTheyStand() {
        assertThat(messages(targets, """
                Call `make runn`.

                ```sh
                make run && make lost
                make migration x=1
                ```
                """))
                .containsExactlyInAnyOrder(
                        "there is no target 'make runn'",
                        "there is no target 'make lost'",
                        "the Makefile reads no variable x");
    }
}

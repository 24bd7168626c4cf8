package dev.aegis.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarkedRegionsTest {
    private static String keep(Set<Part> taken, String text) {
        return MarkedRegions.keep(taken, "file", text);
    }

    private static String keepNothing(String text) {
        return keep(EnumSet.noneOf(Part.class), text);
    }

    @Test
    void theLinesOfAPartThatIsTakenStayAndTheMarkersGo() {
        assertThat(keep(EnumSet.of(Part.STACK), "a\n  // part: stack\n  b\n  // end part: stack\nc\n"))
                .isEqualTo("a\n  b\nc\n");
    }

    @Test
    void theMarkersOfTheExampleStayWithItSoThatItCanBeDeletedLater() {
        String text = "# part: stack\na\n# part: example\nb\n# end part: example\n# end part: stack\n";

        assertThat(keep(EnumSet.of(Part.STACK, Part.EXAMPLE), text))
                .isEqualTo("a\n# part: example\nb\n# end part: example\n");
        assertThat(keep(EnumSet.of(Part.EXAMPLE), text)).isEmpty();
        assertThat(keep(EnumSet.of(Part.STACK), text)).isEqualTo("a\n");
    }

    @Test
    void theLinesOfAPartThatIsNotTakenGo() {
        assertThat(keepNothing("a\n  // part: example\n  b\n  // end part: example\nc"))
                .isEqualTo("a\nc");
    }

    @Test
    void markersStandInTheCommentsOfEachLanguage() {
        assertThat(keepNothing("# part: stack\na\n# end part: stack\n")).isEmpty();
        assertThat(keepNothing("<!-- part: stack -->\na\n<!-- end part: stack -->\n"))
                .isEmpty();
        assertThat(keepNothing("-- part: stack\na\n-- end part: stack\n")).isEmpty();
    }

    @Test
    void aNestedRegionNeedsBothParts() {
        String text = "# part: stack\na\n# part: scheduler\nb\n# end part: scheduler\nc\n# end part: stack\n";

        assertThat(keep(EnumSet.of(Part.STACK), text)).isEqualTo("a\nc\n");
        assertThat(keep(EnumSet.of(Part.SCHEDULER), text)).isEmpty();
        assertThat(keep(EnumSet.of(Part.STACK, Part.SCHEDULER), text)).isEqualTo("a\nb\nc\n");
    }

    @Test
    void whatStoodBetweenBlankLinesLeavesOne() {
        assertThat(keepNothing("a\n\n# part: stack\nb\n# end part: stack\n\nc\n"))
                .isEqualTo("a\n\nc\n");
    }

    @Test
    void whatStoodAtTheEndLeavesNoBlankLine() {
        assertThat(keepNothing("a\n\n# part: stack\nb\n# end part: stack\n")).isEqualTo("a\n");
    }

    @Test
    void blankLinesElsewhereStay() {
        assertThat(keepNothing("a\n\n\nb\n")).isEqualTo("a\n\n\nb\n");
    }

    @Test
    void wordsAboutPartsAreNoMarkers() {
        assertThat(keepNothing("a part: example\n# part: example of it\n"))
                .isEqualTo("a part: example\n# part: example of it\n");
    }

    @Test
    void aRegionNeedsBothEndsAndAPart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> keepNothing("# part: stack\n"))
                .withMessage("file: 'part: stack' has no end");
        assertThatIllegalStateException()
                .isThrownBy(() -> keepNothing("# end part: stack\n"))
                .withMessage("file: 'end part: stack' ends nothing");
        assertThatIllegalStateException()
                .isThrownBy(() -> keepNothing("# part: pieces\n"))
                .withMessage("file: no such part: pieces");
    }
}

package dev.aegis.docs.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a page shows as printed, {@code <!-- prints -->}, follows a block that .ci/guides runs and compares it with. */
final class PrintedText implements PageCheck {

    @Override
    public List<Fault> faults(Page page) {
        List<Fault> faults = new ArrayList<>();
        Optional<Block> before = Optional.empty();
        for (Block block : page.blocks()) {
            boolean printed =
                    block.mark().filter(mark -> mark.kind().equals("prints")).isPresent();
            if (printed
                    && before.flatMap(Block::mark)
                            .filter(mark -> mark.kind().equals("run"))
                            .isEmpty()) {
                faults.add(
                        page.fault(block.line(), "nothing prints this: the block before it is not run by .ci/guides"));
            }
            before = Optional.of(block);
        }
        return faults;
    }
}

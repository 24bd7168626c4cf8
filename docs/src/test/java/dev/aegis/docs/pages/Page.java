package dev.aegis.docs.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/** A page in Markdown, and what the checks look at in it. */
final class Page {

    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();
    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder().build();

    private final String path;
    private final List<String> lines;
    private final Node document;

    Page(String path, String text) {
        this.path = path;
        this.lines = text.lines().toList();
        this.document = PARSER.parse(text);
    }

    String path() {
        return path;
    }

    List<Block> blocks() {
        return all(FencedCodeBlock.class, this::block);
    }

    /** Code in a sentence or in a table. */
    List<Located> inlineCode() {
        return all(Code.class, code -> new Located(code.getLiteral(), line(code)));
    }

    /** Where links and images lead. */
    List<Located> links() {
        List<Located> links = new ArrayList<>(all(Link.class, link -> new Located(link.getDestination(), line(link))));
        links.addAll(all(Image.class, image -> new Located(image.getDestination(), line(image))));
        return links;
    }

    /** The texts of the headings, without their markup. */
    List<String> headings() {
        return all(Heading.class, TEXT::render);
    }

    Fault fault(int line, String message) {
        return new Fault(path, line, message);
    }

    private Block block(FencedCodeBlock block) {
        int line = line(block);
        Optional<Mark> mark = line < 2 ? Optional.empty() : Mark.of(lines.get(line - 2));
        return new Block(
                block.getInfo(),
                block.getLiteral(),
                mark,
                line,
                block.getSourceSpans().get(0).getColumnIndex());
    }

    private static int line(Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        return spans.get(0).getLineIndex() + 1;
    }

    private <N extends Node, T> List<T> all(Class<N> type, Function<N, T> found) {
        List<T> result = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            protected void visitChildren(Node parent) {
                collect(parent);
                super.visitChildren(parent);
            }

            @Override
            public void visit(Code code) {
                collect(code);
            }

            @Override
            public void visit(FencedCodeBlock block) {
                collect(block);
            }

            private void collect(Node node) {
                if (type.isInstance(node)) {
                    result.add(found.apply(type.cast(node)));
                }
            }
        });
        return result;
    }
}

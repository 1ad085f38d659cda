package org.annals.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fenced block of a Markdown file. `answer` is the block that follows with nothing but blank
/// lines between.
public record CodeBlock(
        Path file, int line, String language, String text, @Nullable CodeBlock answer) {

    private static final String FENCE = "```";

    /// All blocks of the files, from top to bottom.
    public static List<CodeBlock> in(List<Path> files) throws IOException {
        List<CodeBlock> blocks = new ArrayList<>();
        for (Path file : files) blocks.addAll(in(file));
        return blocks;
    }

    private static List<CodeBlock> in(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<CodeBlock> backwards = new ArrayList<>();
        @Nullable CodeBlock next = null;
        int end = -1;
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i);
            if (!line.startsWith(FENCE)) {
                if (end < 0 && !line.isBlank()) next = null;
            } else if (end < 0) {
                end = i;
            } else {
                String language = line.substring(FENCE.length()).strip();
                String text = String.join("\n", lines.subList(i + 1, end));
                boolean answered = next != null && !next.language.equals(language);
                next = new CodeBlock(file, i + 1, language, text, answered ? next : null);
                backwards.add(next);
                end = -1;
            }
        }
        return backwards.reversed();
    }

    public String where() {
        return file + ", line " + line;
    }
}

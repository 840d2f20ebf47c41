// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.shell;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor where words are, and that a statement goes on until its semicolon. */
final class SqlLineParser implements Parser {
  @Override
  public ParsedLine parse(String text, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE) {
      StatementSplitter splitter = new StatementSplitter();
      for (String line : text.split("\n", -1)) {
        splitter.feed(line);
      }
      if (splitter.isOpen()) {
        throw new EOFError(-1, cursor, "the statement has no semicolon yet", ";");
      }
    }
    return words(text, cursor);
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }

  private static Words words(String text, int cursor) {
    List<String> words = new ArrayList<>();
    int index = -1;
    int inWord = 0;
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && isWordPart(text.charAt(end))) {
        end++;
      }
      if (end > at) {
        if (cursor >= at && cursor <= end) {
          index = words.size();
          inWord = cursor - at;
        }
        words.add(text.substring(at, end));
      }
      at = end + 1;
    }
    if (index < 0) {
      index = words.size();
      words.add("");
    }
    return new Words(text, cursor, words, index, inWord);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '\\' || c == '/' || c == '.';
  }

  private record Words(String line, int cursor, List<String> words, int wordIndex, int wordCursor)
      implements CompletingParsedLine {
    @Override
    public String word() {
      return words.get(wordIndex);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor;
    }

    @Override
    public int rawWordLength() {
      return word().length();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds statements in lines of text that come one by one: a statement ends at a semicolon outside
 * of quotes and comments; a line that begins with a backslash where a statement could begin is a
 * command of the shell.
 */
final class StatementSplitter {
  private enum State {
    CODE,
    QUOTED,
    NAME,
    COMMENT
  }

  private final StringBuilder pending = new StringBuilder();
  private State state = State.CODE;
  private int commentDepth;
  private long line;
  private long firstLine;

  /**
   * A statement without its semicolon, or a command.
   *
   * @param text its text
   * @param line the line on which it begins, from 1
   * @param isCommand whether it begins with a backslash
   */
  record Piece(String text, long line, boolean isCommand) {}

  /** Takes the next line, without its end; gives what has become complete. */
  List<Piece> feed(String text) {
    line++;
    List<Piece> complete = new ArrayList<>();
    if (!hasPending() && state == State.CODE && text.stripLeading().startsWith("\\")) {
      complete.add(new Piece(text.strip(), line, true));
      return complete;
    }
    int at = 0;
    while (at < text.length()) {
      at = state == State.CODE ? code(text, at, complete) : inside(text, at);
    }
    if (hasPending()) {
      pending.append('\n');
    }
    return complete;
  }

  /** Takes what is left when no line follows: a statement without a semicolon. */
  List<Piece> end() {
    List<Piece> complete = new ArrayList<>();
    complete(complete);
    state = State.CODE;
    commentDepth = 0;
    return complete;
  }

  /** Whether a statement has begun and not ended. */
  boolean hasPending() {
    return pending.length() > 0;
  }

  /** Whether a line's end stands inside of quotes, of a comment or of a statement. */
  boolean isOpen() {
    return hasPending() || state != State.CODE;
  }

  private int code(String text, int at, List<Piece> complete) {
    char c = text.charAt(at);
    if (text.startsWith("--", at)) {
      append(text.substring(at), false);
      return text.length();
    }
    if (text.startsWith("/*", at)) {
      state = State.COMMENT;
      commentDepth = 1;
      append("/*", false);
      return at + 2;
    }
    if (c == ';') {
      complete(complete);
      return at + 1;
    }
    if (c == '\\' && text.substring(at).startsWith("\\watch")) {
      complete(complete);
      complete.add(new Piece(text.substring(at).strip(), line, true));
      return text.length();
    }
    if (c == '\'') {
      state = State.QUOTED;
    } else if (c == '"') {
      state = State.NAME;
    }
    append(String.valueOf(c), !Character.isWhitespace(c));
    return at + 1;
  }

  private int inside(String text, int at) {
    char c = text.charAt(at);
    int length = 1;
    if (state == State.COMMENT && text.startsWith("*/", at)) {
      length = 2;
      commentDepth--;
      append("*/", false);
      state = commentDepth == 0 ? State.CODE : State.COMMENT;
      return at + length;
    }
    if (state == State.COMMENT && text.startsWith("/*", at)) {
      length = 2;
      commentDepth++;
      append("/*", false);
      return at + length;
    }
    append(String.valueOf(c), state != State.COMMENT);
    if (c == '\'' && state == State.QUOTED || c == '"' && state == State.NAME) {
      state = State.CODE; // a doubled quote opens it again at once
    }
    return at + length;
  }

  /** Keeps text; what comes before a statement's first character is dropped. */
  private void append(String text, boolean begins) {
    if (!hasPending()) {
      if (!begins) {
        return;
      }
      firstLine = line;
    }
    pending.append(text);
  }

  private void complete(List<Piece> complete) {
    String text = pending.toString().stripTrailing();
    if (!text.isEmpty()) {
      complete.add(new Piece(text, firstLine, false));
    }
    pending.setLength(0);
  }
}

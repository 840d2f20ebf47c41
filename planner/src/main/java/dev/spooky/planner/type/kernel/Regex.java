// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.type.kernel;

import dev.spooky.runtime.zset.Errors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression, matched by Java: of alternatives the first that matches is taken, not the
 * longest. Flags are PostgreSQL's. Positions are those of characters, from 1. What Java cannot
 * match for want of stack is an error of the value.
 */
public final class Regex {
  private final Pattern pattern;
  private final boolean global;
  private final long site;

  private Regex(Pattern pattern, boolean global, long site) {
    this.pattern = pattern;
    this.global = global;
    this.site = site;
  }

  /**
   * Compiles a pattern.
   *
   * @param flags {@code i} ignores case, {@code c} does not, {@code n} and {@code m} let ^ and $
   *     match at lines, {@code s} ends that, {@code x} ignores blanks, {@code q} takes the pattern
   *     as it stands, {@code g} asks for all matches
   */
  public static Regex compile(String text, String flags, long site) {
    int bits = Pattern.DOTALL;
    boolean global = false;
    for (int i = 0; i < flags.length(); i++) {
      switch (flags.charAt(i)) {
        case 'g' -> global = true;
        case 'i' -> bits |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        case 'c' -> bits &= ~(Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        case 'n', 'm' -> bits = bits & ~Pattern.DOTALL | Pattern.MULTILINE | Pattern.UNIX_LINES;
        case 's' -> bits = bits & ~Pattern.MULTILINE | Pattern.DOTALL;
        case 'x' -> bits |= Pattern.COMMENTS;
        case 'q' -> bits |= Pattern.LITERAL;
        default ->
            throw fail("invalid regular expression option: \"" + flags.charAt(i) + "\"", site);
      }
    }
    try {
      boolean lines = (bits & Pattern.MULTILINE) != 0;
      boolean literal = (bits & Pattern.LITERAL) != 0;
      String java = literal ? text : RegexSyntax.forJava(text, lines, site);
      return new Regex(Pattern.compile(java, bits), global, site);
    } catch (PatternSyntaxException e) {
      throw fail("invalid regular expression \"" + text + "\": " + e.getDescription(), site);
    } catch (StackOverflowError e) {
      throw fail("regular expression is nested too deeply", site);
    }
  }

  private static ValueException fail(String message, long site) {
    return new ValueException(Errors.Kind.FUNCTION, message, site);
  }

  /** Whether the flag {@code g} was given. */
  public boolean isGlobal() {
    return global;
  }

  /** Whether a part of the text matches. */
  public boolean matches(String text) {
    return find(pattern.matcher(text));
  }

  private boolean find(Matcher matcher) {
    try {
      return matcher.find();
    } catch (StackOverflowError e) {
      throw fail("text is too long for this regular expression", site);
    }
  }

  private int start(String text, long from) {
    if (from < 1) {
      throw fail("start of a search must be 1 or more: " + from, site);
    }
    int characters = text.codePointCount(0, text.length());
    return from - 1 > characters ? -1 : text.offsetByCodePoints(0, (int) (from - 1));
  }

  /** The n-th match from a position on; null if there is none. */
  private @Nullable Matcher match(String text, long from, long number, long group) {
    int start = start(text, from);
    if (number < 1) {
      throw fail("number of a match must be 1 or more: " + number, site);
    } else if (group < 0) {
      throw fail("number of a group must not be negative: " + group, site);
    } else if (start < 0) {
      return null;
    }
    Matcher matcher = searching(text, start);
    for (long i = 0; i < number; i++) {
      if (!find(matcher)) {
        return null;
      }
    }
    return group > matcher.groupCount() ? null : matcher;
  }

  /** A search that begins within the text and sees what is before. */
  private Matcher searching(String text, int start) {
    return pattern
        .matcher(text)
        .useAnchoringBounds(false)
        .useTransparentBounds(true)
        .region(start, text.length());
  }

  /** How many matches there are from a position on. */
  public long count(String text, long from) {
    int start = start(text, from);
    if (start < 0) {
      return 0;
    }
    Matcher matcher = searching(text, start);
    long count = 0;
    while (find(matcher)) {
      count++;
    }
    return count;
  }

  /** Where the n-th match begins or, with {@code end} 1, what follows it; 0 without a match. */
  public long position(String text, long from, long number, long end, long group) {
    if (end != 0 && end != 1) {
      throw fail("end option must be 0 or 1: " + end, site);
    }
    Matcher matcher = match(text, from, number, group);
    int found =
        matcher == null ? -1 : end == 1 ? matcher.end((int) group) : matcher.start((int) group);
    return found < 0 ? 0 : text.codePointCount(0, found) + 1;
  }

  /** The n-th match, or a group of it; null if there is none. */
  public @Nullable String part(String text, long from, long number, long group) {
    Matcher matcher = match(text, from, number, group);
    return matcher == null ? null : matcher.group((int) group);
  }

  /**
   * Replaces the n-th match from a position on, with 0 all of them. In the replacement {@code \1}
   * to {@code \9} are groups, {@code \&} is the match and {@code \\} a backslash.
   */
  public String replace(String text, String replacement, long from, long number) {
    int start = start(text, from);
    if (number < 0) {
      throw fail("number of a match must not be negative: " + number, site);
    } else if (start < 0) {
      return text;
    }
    Matcher matcher = searching(text, start);
    StringBuilder out = new StringBuilder();
    int copied = 0;
    for (long i = 1; (number == 0 || i <= number) && find(matcher); i++) {
      if (number == 0 || i == number) {
        out.append(text, copied, matcher.start());
        append(replacement, matcher, out);
        copied = matcher.end();
      }
      if (out.length() > TextFunctions.MAX_BYTES) {
        throw fail("result text is too long", site);
      }
    }
    return out.append(text, copied, text.length()).toString();
  }

  private static void append(String replacement, Matcher match, StringBuilder out) {
    int at = 0;
    while (at < replacement.length()) {
      char c = replacement.charAt(at++);
      char next = at < replacement.length() ? replacement.charAt(at) : 0;
      if (c != '\\' || next == 0) {
        out.append(c);
        continue;
      }
      at++;
      if (next == '&') {
        out.append(match.group());
      } else if (next >= '1' && next <= '9') {
        int group = next - '0';
        String part = group <= match.groupCount() ? match.group(group) : null;
        out.append(part == null ? "" : part);
      } else if (next == '\\') {
        out.append('\\');
      } else {
        out.append(c).append(next);
      }
    }
  }
}

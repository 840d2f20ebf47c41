// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.print;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of text in aligned columns. Rows can be added after lines were taken: the columns then keep
 * their width unless a value needs more.
 */
public final class TextTable {
  private static final String NULL = "NULL";

  private final List<Heading> headings;
  private final Style style;
  private final int[] widths;
  private final List<List<@Nullable String>> rows = new ArrayList<>();

  /**
   * A column's name and side.
   *
   * @param right whether values stand at the right edge, as numbers do
   */
  public record Heading(String name, boolean right) {}

  /** A table without rows. */
  public TextTable(List<Heading> headings, Style style) {
    this.headings = List.copyOf(headings);
    this.style = style;
    this.widths = headings.stream().mapToInt(h -> Text.width(Text.printable(h.name()))).toArray();
  }

  /** A table of texts, all at the left edge. */
  public static TextTable ofTexts(Style style, String... names) {
    return new TextTable(List.of(names).stream().map(n -> new Heading(n, false)).toList(), style);
  }

  /** Makes room for values of this width. */
  public void widen(int column, int width) {
    widths[column] = Math.max(widths[column], width);
  }

  /** Adds a row; null is NULL. */
  public void add(List<@Nullable String> values) {
    List<@Nullable String> row = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      String value = values.get(i);
      String text = value == null ? null : Text.printable(value);
      widths[i] = Math.max(widths[i], Text.width(text == null ? NULL : text));
      row.add(text);
    }
    rows.add(row);
  }

  /** Number of rows that were added and not taken. */
  public int size() {
    return rows.size();
  }

  /** The names and the line below them. */
  public List<String> head() {
    StringBuilder names = new StringBuilder();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      Heading heading = headings.get(i);
      names.append(i == 0 ? " " : " " + style.bar() + " ");
      String name = Text.pad(Text.printable(heading.name()), widths[i], heading.right());
      names.append(style.bold(i == widths.length - 1 ? name.stripTrailing() : name));
      line.append(i == 0 ? style.dash() : style.cross()).append(style.dash().repeat(widths[i]));
    }
    return List.of(names.toString(), style.dim(line.append(style.dash()).toString()));
  }

  /** Takes the rows as lines. */
  public List<String> takeRows() {
    List<String> lines = rows.stream().map(this::line).collect(Collectors.toList());
    rows.clear();
    return lines;
  }

  private String line(List<@Nullable String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(i == 0 ? " " : " " + style.bar() + " ");
      String value = row.get(i);
      String field = Text.pad(value == null ? NULL : value, widths[i], headings.get(i).right());
      field = i == widths.length - 1 ? field.stripTrailing() : field;
      line.append(value == null ? style.dim(field) : field);
    }
    return line.toString();
  }
}

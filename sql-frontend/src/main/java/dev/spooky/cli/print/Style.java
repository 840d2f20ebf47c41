// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.print;

/** Colours and lines of a terminal, or their absence. */
public enum Style {
  /** ASCII without colours, for files and pipes. */
  PLAIN("|", "-+-", "-"),
  /** Colours and drawn lines, for terminals. */
  COLOR("│", "─┼─", "─");

  private final String bar;
  private final String cross;
  private final String dash;

  Style(String bar, String cross, String dash) {
    this.bar = bar;
    this.cross = cross;
    this.dash = dash;
  }

  String bar() {
    return dim(bar);
  }

  String cross() {
    return cross;
  }

  String dash() {
    return dash;
  }

  /** Emphasised text. */
  public String bold(String text) {
    return code("1", text);
  }

  /** Text of little weight. */
  public String dim(String text) {
    return code("2", text);
  }

  /** Text about faults and losses. */
  public String red(String text) {
    return code("31", text);
  }

  /** Text about gains. */
  public String green(String text) {
    return code("32", text);
  }

  /** Text about doubts. */
  public String yellow(String text) {
    return code("33", text);
  }

  /** Text about figures. */
  public String cyan(String text) {
    return code("36", text);
  }

  private String code(String code, String text) {
    return switch (this) {
      case PLAIN -> text;
      case COLOR -> "\u001b[" + code + "m" + text + "\u001b[0m";
    };
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import dev.spooky.planner.type.kernel.Register;
import org.jspecify.annotations.Nullable;

/** Compiled patterns or templates: of a constant just one, else the last one is kept. */
final class Patterns<T> {
  /** Makes a pattern of its text; throws a ValueException if it is none. */
  interface Compiler<T> {
    T compile(String text, long site);
  }

  private final Compiler<T> compiler;
  private final long site;
  private final boolean constant;
  private String lastText = "";
  private @Nullable T last;

  private Patterns(Compiler<T> compiler, long site, boolean constant) {
    this.compiler = compiler;
    this.site = site;
    this.constant = constant;
  }

  /** The patterns that an expression gives; a constant is compiled at once. */
  static <T> Patterns<T> of(Eval text, Compiler<T> compiler, long site) {
    boolean constant = text instanceof Constant known && !known.isNull();
    Patterns<T> patterns = new Patterns<>(compiler, site, constant);
    if (constant) {
      patterns.last = compiler.compile(text.string(), site);
    }
    return patterns;
  }

  /** The pattern of a text. */
  T get(Register text) {
    T pattern = last;
    if (constant && pattern != null) {
      return pattern;
    }
    String wanted = text.string();
    if (pattern == null || !wanted.equals(lastText)) {
      pattern = compiler.compile(wanted, site);
      last = pattern;
      lastText = wanted;
    }
    return pattern;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes a failing script smaller as long as the same oracle objects: fewer transactions, views,
 * statements and rows, then less of each query's text.
 */
final class Shrinker {
  private final boolean outside;
  private final long end;
  private Script best = new Script(List.of(), List.of(), List.of(), 0, -1);
  private Difference found = new Difference(Difference.Oracle.BUG, "", 0, List.of(), "");

  Shrinker(boolean outside, long nanos) {
    this.outside = outside;
    this.end = System.nanoTime() + nanos;
  }

  /** The difference that is left in the script that {@link #shrink} gave. */
  Difference found() {
    return found;
  }

  Script shrink(Script script, Difference difference) {
    best = script;
    found = difference;
    int ran = difference.transactions();
    boolean atEnd = difference.oracle() == Difference.Oracle.BUG;
    int kept = Math.min(script.transactions().size(), atEnd ? ran + 1 : ran);
    fails(script.withTransactions(script.transactions().subList(0, kept), script.viewsAt()));
    fails(best.withHashMask(-1));
    boolean smaller = true;
    while (smaller && !isOver()) {
      smaller = list(best.views(), best::withViews);
      smaller |= predicates();
      smaller |= transactions();
      smaller |= statements();
      smaller |= queries();
    }
    fails(best.withTransactions(best.transactions(), 0));
    list(best.tables(), best::withTables);
    return best;
  }

  private boolean isOver() {
    return System.nanoTime() >= end;
  }

  /** Keeps a script if it still fails. */
  private boolean fails(Script candidate) {
    if (isOver()) {
      return false;
    }
    Difference difference = Trial.run(candidate, outside).difference();
    if (difference == null || difference.oracle() != found.oracle()) {
      return false;
    }
    best = candidate;
    found = difference;
    return true;
  }

  /** Takes runs of elements away, long ones first. */
  private <T> boolean list(List<T> elements, Function<List<T>, Script> with) {
    List<T> kept = new ArrayList<>(elements);
    boolean any = false;
    for (int run = Math.max(1, kept.size() / 2); run >= 1; run /= 2) {
      for (int at = kept.size() - run; at >= 0; at -= run) {
        List<T> fewer = new ArrayList<>(kept);
        fewer.subList(at, at + run).clear();
        if (fails(with.apply(fewer))) {
          kept = fewer;
          any = true;
        }
        at = Math.min(at, kept.size());
      }
    }
    return any;
  }

  private boolean predicates() {
    boolean any = false;
    for (int i = 0; i < best.views().size(); i++) {
      Script.View view = best.views().get(i);
      any |= !view.predicate().isEmpty() && fails(withView(i, view.withPredicate("")));
    }
    return any;
  }

  private Script withView(int i, Script.View view) {
    List<Script.View> views = new ArrayList<>(best.views());
    views.set(i, view);
    return best.withViews(views);
  }

  private boolean transactions() {
    int before = best.viewsAt();
    List<Script.Txn> loads = List.copyOf(best.transactions().subList(0, before));
    List<Script.Txn> changes = best.transactions().subList(before, best.transactions().size());
    return list(
        changes,
        fewer -> {
          List<Script.Txn> all = new ArrayList<>(loads);
          all.addAll(fewer);
          return best.withTransactions(all, before);
        });
  }

  private boolean statements() {
    boolean any = false;
    for (int t = best.transactions().size() - 1; t >= 0; t--) {
      int at = t;
      boolean undone = best.transactions().get(t).undone();
      any |= list(best.transactions().get(t).statements(), s -> withStatements(at, s, undone));
      if (undone) {
        any |= fails(withStatements(at, best.transactions().get(at).statements(), false));
      }
      for (int s = best.transactions().get(t).statements().size() - 1; s >= 0; s--) {
        any |= rows(t, s);
      }
    }
    return any;
  }

  private Script withStatements(int t, List<String> statements, boolean undone) {
    List<Script.Txn> all = new ArrayList<>(best.transactions());
    all.set(t, new Script.Txn(statements, undone));
    return best.withTransactions(all, best.viewsAt());
  }

  /** Takes rows out of an INSERT. */
  private boolean rows(int t, int s) {
    String sql = best.transactions().get(t).statements().get(s);
    int values = sql.indexOf(" VALUES (");
    if (values < 0) {
      return false;
    }
    int start = values + " VALUES ".length();
    boolean undone = best.transactions().get(t).undone();
    List<String> rows = SqlTokens.split(sql.substring(start));
    return rows.size() > 1
        && list(
            rows,
            fewer -> {
              String text = sql.substring(0, start) + String.join(", ", fewer);
              List<String> all = new ArrayList<>(best.transactions().get(t).statements());
              all.set(s, fewer.isEmpty() ? "DELETE FROM t0 WHERE FALSE" : text);
              return withStatements(t, all, undone);
            });
  }

  private boolean queries() {
    boolean any = false;
    for (int i = 0; i < best.views().size(); i++) {
      int at = i;
      Script.View view = best.views().get(i);
      boolean careful = found.oracle() == Difference.Oracle.OUTSIDE;
      any |= tokens(SqlTokens.of(view.query(), careful), q -> withView(at, view.withQuery(q)));
      Script.View now = best.views().get(i);
      if (!now.predicate().isEmpty()) {
        any |=
            tokens(SqlTokens.of(now.predicate(), false), p -> withView(at, now.withPredicate(p)));
      }
    }
    return any;
  }

  private boolean tokens(SqlTokens tokens, Function<String, Script> with) {
    SqlTokens kept = tokens;
    boolean any = false;
    for (int run = Math.max(1, kept.size() / 2); run >= 1; run = run > 8 ? run / 2 : run - 1) {
      for (int at = kept.size() - run; at >= 0; at--) {
        SqlTokens fewer = at + run > kept.size() ? null : kept.without(at, run);
        if (fewer != null && fails(with.apply(fewer.text()))) {
          kept = fewer;
          any = true;
        }
      }
    }
    return any;
  }
}

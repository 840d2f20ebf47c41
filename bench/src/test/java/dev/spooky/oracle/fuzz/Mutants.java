// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

import java.util.List;

/** Faults such as one makes in operators, aggregates, windows, orders and storage. */
final class Mutants {
  private static final String OPERATOR = "runtime/src/main/java/dev/spooky/runtime/operator/";
  private static final String AGGREGATE = "runtime/src/main/java/dev/spooky/runtime/aggregate/";
  private static final String WINDOW = "runtime/src/main/java/dev/spooky/runtime/window/";
  private static final String ZSET = "runtime/src/main/java/dev/spooky/runtime/zset/";
  private static final String LOWER = "planner/src/main/java/dev/spooky/planner/lower/";
  private static final String SKIP_NULL =
      "    if (argument.isNull(row, offset)) {\n      return;\n    }\n";

  static final List<Mutant> ALL =
      List.of(
          operator("Join", "counts l * r twice", "end(block, fromLeft)", "end(block, false)"),
          operator("Join", "forgets l * r", "end(block, fromLeft)", "end(block, true)"),
          operator(
              "Join",
              "forgets the other weight",
              "Math.multiplyExact(weight, Bytes.getLong(log, at))",
              "weight"),
          operator(
              "Join",
              "lets NULL equal NULL",
              "if (!from.keepNulls && from.key.hasNull(bytes, row)) {",
              "if (!from.keepNulls && from.keepNulls) {"),
          operator(
              "SemiJoin",
              "keeps rows that are not matched any more",
              "emitBlock(block, true, before, -1, out);",
              ""),
          operator(
              "SemiJoin",
              "gives a step's left rows twice",
              "emitBlock(block, true, now, 1, out);",
              "emitBlock(block, false, now, 1, out);"),
          operator(
              "SemiJoin",
              "takes each key for new",
              "wasThere.add(weight(group) > 0);",
              "wasThere.add(false);"),
          operator(
              "SemiJoin",
              "wants two matches",
              "return group >= 0 && weight(group) > 0;",
              "return group >= 0 && weight(group) > 1;"),
          operator(
              "SemiJoin",
              "takes a NULL for matched",
              "if (!nullsMatch && key.hasNull(bytes, row)) {\n      return false;",
              "if (!nullsMatch && key.hasNull(bytes, row)) {\n      return true;"),
          operator(
              "Distinct",
              "loses retractions",
              "if (old > 0 != now > 0) {",
              "if (old <= 0 && now > 0) {"),
          operator(
              "Distinct",
              "takes back the last but one",
              "if (old > 0 != now > 0) {",
              "if (old > 1 != now > 1) {"),
          operator(
              "TopK",
              "one too many",
              "rows.visit(root, window.offset(), take(root), visitor);",
              "rows.visit(root, window.offset(), take(root) + 1, visitor);"),
          operator(
              "TopK",
              "skips one too many",
              "rows.visit(root, window.offset(), take(root), visitor);",
              "rows.visit(root, window.offset() + (window.offset() > 0 ? 1 : 0), take(root),"
                  + " visitor);"),
          operator(
              "TopK",
              "ties of the row behind the last",
              "endOfPeers(root, window.offset() + limit - 1)",
              "endOfPeers(root, window.offset() + limit)"),
          operator(
              "TopK",
              "does not take the old window back",
              "touched.add(partition);\n      emit(partition, -1);",
              "touched.add(partition);"),
          operator(
              "Aggregate",
              "keeps groups without rows",
              "    if (oldRow >= 0) {\n",
              "    if (oldRow >= 0 && exists) {\n"),
          operator(
              "Aggregate",
              "FILTER takes NULL for TRUE",
              "(!filter.isNull(bytes, row) && filter.getBool(bytes, row))",
              "filter.isNull(bytes, row) || filter.getBool(bytes, row)"),
          operator("Aggregate", "no row for no rows", "return global || Bytes", "return Bytes"),
          operator("Unnest", "loses weights", "out.end(weight);", "out.end(1);"),
          aggregate("MinMax", "counts NULLs", SKIP_NULL, ""),
          aggregate(
              "MinMax",
              "loses retractions",
              "values.addNarrow(root, encode(row, offset), weight)",
              "values.addNarrow(root, encode(row, offset), Math.abs(weight))"),
          aggregate(
              "Count", "counts NULLs", "argument == null || !argument.isNull(row, offset)", "true"),
          aggregate(
              "Count",
              "counts copies once",
              "Math.addExact(Bytes.getLong(state, at), weight)",
              "Math.addExact(Bytes.getLong(state, at), Long.signum(weight))"),
          aggregate(
              "SumExact",
              "0 for no values",
              "if (count == 0 && !zeroWhenEmpty) {",
              "if (count == 0 && average) {"),
          aggregate(
              "SumDouble", "adds copies once", "value, weight)", "value, Long.signum(weight))"),
          aggregate(
              "BitCounts",
              "loses retractions",
              "Math.addExact(Bytes.getLong(state, count), weight)",
              "Math.addExact(Bytes.getLong(state, count), Math.abs(weight))"),
          aggregate(
              "Mode",
              "keeps old counts",
              "addCount(state, at + COUNTS, before, row, offset, -1);",
              ""),
          aggregate(
              "Collected",
              "copies are one element",
              "for (long copy = 1; copy < weight; copy++) {",
              "for (long copy = 1; copy < 1; copy++) {"),
          aggregate(
              "Percentile", "one too far", "Math.max(0, upTo - 1)", "Math.min(size - 1, upTo)"),
          window(
              "Ranking",
              "ranks ties by the last",
              "partition.peersFrom() + 1)",
              "partition.peersTo())"),
          window(
              "Ranking",
              "moves one row only",
              "moved.add(changes.end(i), last ? changes.size() : changes.start(i + 1));",
              "moved.add(changes.end(i), Math.min(changes.end(i) + 1, changes.size()));"),
          window(
              "Ranking",
              "dense ranks forget earlier keys",
              "shift += changes.newKeys(i, end);",
              "shift = changes.newKeys(i, end);"),
          window("Neighbour", "reaches one row less", "end + distance)", "end + distance - 1)"),
          window("Frame", "rows before are not seen to change", "Math.max(0, -lower.rows())", "0"),
          window(
              "Frame",
              "ends with the row, not its peers",
              "byRows ? partition.position + 1 : partition.peersTo()",
              "partition.position + 1"),
          window(
              "FrameAggregate",
              "keeps what left the frame",
              "add(partition, from, first, -1);",
              ""),
          window(
              "Tiles",
              "one more in the longer tiles",
              "position < ofLonger",
              "position <= ofLonger"),
          zset(
              "RowOrder",
              "NULLs always last",
              "return aNull == terms[i].nullsFirst() ? -1 : 1;",
              "return aNull ? 1 : -1;"),
          zset(
              "RowOrder",
              "descending first terms only",
              "return terms[i].descending() ? -order : order;",
              "return terms[i].descending() && i == 0 ? -order : order;"),
          zset("Consolidator", "merges without taking away", "delta.setWeight(from, 0);", ""),
          new Mutant(
              "SetOpLowering: EXCEPT and INTERSECT do not know NULLs",
              LOWER + "SetOpLowering.java",
              "RowKey.all(by.layout()), kind, true),",
              "RowKey.all(by.layout()), kind, false),"),
          new Mutant(
              "OuterJoinLowering: the unmatched are those without the key",
              LOWER + "OuterJoinLowering.java",
              "boolean byKey = keys.rest().isAlwaysTrue();",
              "boolean byKey = keys.left().size() > 0;"));

  private Mutants() {}

  private static Mutant operator(String type, String name, String text, String fault) {
    return new Mutant(type + ": " + name, OPERATOR + type + ".java", text, fault);
  }

  private static Mutant aggregate(String type, String name, String text, String fault) {
    return new Mutant(type + ": " + name, AGGREGATE + type + ".java", text, fault);
  }

  private static Mutant window(String type, String name, String text, String fault) {
    return new Mutant(type + ": " + name, WINDOW + type + ".java", text, fault);
  }

  private static Mutant zset(String type, String name, String text, String fault) {
    return new Mutant(type + ": " + name, ZSET + type + ".java", text, fault);
  }
}

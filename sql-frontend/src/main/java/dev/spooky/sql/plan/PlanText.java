// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.Util;

/** Plans for people: one operator a line, inputs indented below it, columns by their names. */
public final class PlanText {
  /** A text in quotes, to be left alone, or a reference to a column. */
  private static final Pattern REFERENCE = Pattern.compile("'(?:[^']|'')*'|\\$(\\d+)");

  private static final int MOST_TUPLES = 3;

  private PlanText() {}

  /** A plan as indented lines. */
  public static String of(RelNode plan) {
    StringBuilder text = new StringBuilder();
    write(plan, 0, text);
    return text.toString();
  }

  private static void write(RelNode node, int depth, StringBuilder text) {
    text.append("  ".repeat(depth)).append(line(node)).append('\n');
    node.getInputs().forEach(input -> write(input, depth + 1, text));
  }

  /** A plan as a graph for Graphviz. */
  public static String dot(RelNode plan) {
    StringBuilder text = new StringBuilder("digraph plan {\n  node [shape=box];\n");
    dot(plan, new ArrayList<>(), text);
    return text.append("}\n").toString();
  }

  private static int dot(RelNode node, List<RelNode> seen, StringBuilder text) {
    int id = seen.size();
    seen.add(node);
    String label = line(node).replace("\\", "\\\\").replace("\"", "\\\"");
    text.append("  n").append(id).append(" [label=\"").append(label).append("\"];\n");
    for (RelNode input : node.getInputs()) {
      int below = dot(input, seen, text);
      text.append("  n").append(below).append(" -> n").append(id).append(";\n");
    }
    return id;
  }

  private static String line(RelNode node) {
    if (node instanceof TableScan scan) {
      return "Scan " + Util.last(scan.getTable().getQualifiedName());
    } else if (node instanceof Project project) {
      return "Project " + columns(project);
    } else if (node instanceof Filter filter) {
      return "Filter " + expression(filter.getCondition(), names(filter.getInput()));
    } else if (node instanceof Join join) {
      List<String> both = new ArrayList<>(names(join.getLeft()));
      both.addAll(names(join.getRight()));
      return "Join "
          + join.getJoinType().lowerName
          + " on "
          + expression(join.getCondition(), both);
    } else if (node instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    } else if (node instanceof Sort sort) {
      return sort(sort);
    } else if (node instanceof Union union) {
      return union.all ? "Union all" : "Union";
    } else if (node instanceof Values values) {
      return values(values);
    }
    String digest = node.toString();
    return expression(digest.substring(digest.indexOf(':') + 1), List.of());
  }

  private static List<String> names(RelNode node) {
    return node.getRowType().getFieldNames();
  }

  private static String columns(Project project) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < project.getProjects().size(); i++) {
      String value = expression(project.getProjects().get(i), names(project.getInput()));
      String name = names(project).get(i);
      columns.add(value.equals(name) || name.startsWith("EXPR$") ? value : value + " AS " + name);
    }
    return String.join(", ", columns);
  }

  private static String aggregate(Aggregate aggregate) {
    List<String> names = names(aggregate.getInput());
    List<String> parts = new ArrayList<>();
    aggregate.getGroupSet().forEach(column -> parts.add(names.get(column)));
    if (aggregate.getAggCallList().isEmpty()) {
      return "Distinct " + String.join(", ", parts);
    }
    List<String> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      calls.add(expression(call.toString(), names));
    }
    String keys = parts.isEmpty() ? "" : " by " + String.join(", ", parts);
    return "Aggregate" + keys + ": " + String.join(", ", calls);
  }

  private static String sort(Sort sort) {
    List<String> parts = new ArrayList<>();
    for (RelFieldCollation field : sort.getCollation().getFieldCollations()) {
      boolean first = field.nullDirection == RelFieldCollation.NullDirection.FIRST;
      boolean usual = first == field.direction.isDescending();
      String nulls =
          field.nullDirection == RelFieldCollation.NullDirection.UNSPECIFIED || usual
              ? ""
              : first ? " NULLS FIRST" : " NULLS LAST";
      parts.add(
          names(sort).get(field.getFieldIndex())
              + (field.direction.isDescending() ? " DESC" : "")
              + nulls);
    }
    String limit = sort.fetch == null ? "" : " limit " + sort.fetch;
    String offset = sort.offset == null ? "" : " offset " + sort.offset;
    return "Sort" + (parts.isEmpty() ? "" : " by " + String.join(", ", parts)) + limit + offset;
  }

  private static String values(Values values) {
    int count = values.getTuples().size();
    List<String> rows =
        values.getTuples().stream()
            .limit(MOST_TUPLES)
            .map(tuple -> expression(tuple.toString(), List.of()))
            .toList();
    String more = count > MOST_TUPLES ? ", ... " + count + " rows" : "";
    return "Values " + String.join(", ", rows) + more;
  }

  private static String expression(RexNode expression, List<String> names) {
    return expression(expression.toString(), names);
  }

  private static String expression(String text, List<String> names) {
    String plain =
        text.replace(" CHARACTER SET \"UTF-8\"", "")
            .replace("_UTF-8'", "'")
            .replace(":VARCHAR", "");
    Matcher matcher = REFERENCE.matcher(plain);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String number = matcher.group(1);
      boolean known =
          number != null && number.length() < 6 && Integer.parseInt(number) < names.size();
      String by = known ? names.get(Integer.parseInt(number)) : matcher.group();
      matcher.appendReplacement(out, Matcher.quoteReplacement(by));
    }
    return matcher.appendTail(out).toString();
  }
}

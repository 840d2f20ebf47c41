// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.tpc;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A query of TPC-DS: its template with the parameters of the validation run, in standard SQL.
 *
 * @param name q1 to q99; where a template has two queries, q14a and q14b
 */
record TpcdsQuery(String name, String text) {
  private static final int TEMPLATES = 99;
  private static final Pattern COMMENT = Pattern.compile("--.*");
  private static final Pattern DEFINE =
      Pattern.compile(
          "(?is)\\bdefine\\s+(\\w+)\\s*=\\s*(.*?);(?=\\s*$|\\s*\\n)", Pattern.MULTILINE);
  private static final Pattern CHOICE = Pattern.compile("(?is)text\\(\\{\\s*\"([^\"]*)\".*");
  private static final Pattern PARAMETER = Pattern.compile("\\[(\\w+)(?:\\.(\\d+))?\\s*]");
  private static final Pattern LIMIT = Pattern.compile("(?i)\\s*limit 100\\s*$");
  private static final Pattern DAYS = Pattern.compile("([+-])\\s*(\\d+) days");
  private static final Pattern DATE = Pattern.compile("'(\\d{4})-(\\d)-(\\d\\d)'");

  /** All of them; the values of ZIP are given, as they depend on the sample. */
  static List<TpcdsQuery> all(List<String> zips) throws IOException {
    Properties values = new Properties();
    Properties changes = new Properties();
    try (InputStream in = TpcdsQuery.class.getResourceAsStream("qualification.properties");
        InputStream edits = TpcdsQuery.class.getResourceAsStream("dialect.properties")) {
      values.load(in);
      changes.load(edits);
    }
    values.setProperty("8.ZIP", String.join(",", zips));
    List<TpcdsQuery> all = new ArrayList<>();
    for (int number = 1; number <= TEMPLATES; number++) {
      List<String> texts = texts(number, values);
      for (int i = 0; i < texts.size(); i++) {
        String part = texts.size() == 1 ? "" : String.valueOf((char) ('a' + i));
        all.add(new TpcdsQuery("q" + number + part, change(texts.get(i), number, changes)));
      }
    }
    return all;
  }

  /** The same with all columns at the end of its order, so that a limit cuts at one place only. */
  TpcdsQuery totallyOrdered(int columns) {
    Matcher limit = LIMIT.matcher(text);
    if (!limit.find()) {
      return this;
    }
    String head = text.substring(0, limit.start());
    String all =
        IntStream.rangeClosed(1, columns).mapToObj(Integer::toString).collect(joining(", "));
    int order = head.toLowerCase(Locale.ROOT).lastIndexOf("order by");
    boolean ordered = order >= 0 && depth(head.substring(order)) == 0;
    return new TpcdsQuery(name, head + (ordered ? ", " : " order by ") + all + limit.group());
  }

  private static int depth(String text) {
    return (int)
        (text.chars().filter(c -> c == '(').count() - text.chars().filter(c -> c == ')').count());
  }

  private static List<String> texts(int number, Properties values) throws IOException {
    String resource = "/query_templates/query" + number + ".tpl";
    String template;
    try (InputStream in = TpcdsQuery.class.getResourceAsStream(resource)) {
      template = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    template = COMMENT.matcher(template).replaceAll("");
    Map<String, String> parameters = new HashMap<>();
    Matcher define = DEFINE.matcher(template);
    while (define.find()) {
      Matcher choice = CHOICE.matcher(define.group(2));
      if (choice.matches()) {
        parameters.put(define.group(1).toUpperCase(Locale.ROOT), choice.group(1));
      }
    }
    String prefix = number + ".";
    for (String key : values.stringPropertyNames()) {
      if (key.startsWith(prefix)) {
        parameters.put(key.substring(prefix.length()), values.getProperty(key));
      }
    }
    parameters.put("_LIMITA", "");
    parameters.put("_LIMITB", "");
    parameters.put("_LIMITC", "limit 100");
    List<String> texts = new ArrayList<>();
    for (String text : define.reset().replaceAll("").split(";")) {
      if (!text.isBlank()) {
        texts.add(standard(PARAMETER.matcher(text).replaceAll(m -> value(m, parameters, number))));
      }
    }
    return texts;
  }

  private static String value(MatchResult mark, Map<String, String> parameters, int number) {
    String value = parameters.get(mark.group(1).toUpperCase(Locale.ROOT));
    if (value == null) {
      throw new IllegalStateException("query " + number + " lacks a value for " + mark.group());
    }
    if (mark.group(2) != null) {
      value = value.split(",")[Integer.parseInt(mark.group(2)) - 1];
    }
    return Matcher.quoteReplacement(value);
  }

  private static String standard(String text) {
    String days = DAYS.matcher(text).replaceAll("$1 interval '$2' day");
    return DATE.matcher(days).replaceAll("'$1-0$2-$3'").strip();
  }

  /** Applies what the dialect needs: pairs of a regular expression and its replacement. */
  private static String change(String text, int number, Properties changes) {
    String changed = text;
    for (int i = 1; changes.containsKey(number + "." + i + ".from"); i++) {
      String key = number + "." + i;
      String before = changed;
      changed =
          changed.replaceAll(
              changes.getProperty(key + ".from"), changes.getProperty(key + ".to", ""));
      if (changed.equals(before)) {
        throw new IllegalStateException("change " + key + " has nothing to do");
      }
    }
    return changed;
  }
}

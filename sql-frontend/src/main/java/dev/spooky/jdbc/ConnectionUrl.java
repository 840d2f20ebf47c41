// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a URL asks for.
 *
 * <pre>
 *   jdbc:spooky:                      a private database in memory
 *   jdbc:spooky:mem:name              the database of this name, shared within the JVM
 *   …?setting=value&amp;setting=value     settings of the session
 * </pre>
 *
 * @param text the URL without its settings
 * @param name the shared database's name; null for a private one
 * @param settings settings of the driver and the session, those of the URL first
 */
record ConnectionUrl(String text, @Nullable String name, Map<String, String> settings) {
  static final String PREFIX = "jdbc:spooky:";

  private static final String MEMORY = "mem:";

  static boolean isOurs(@Nullable String url) {
    return url != null && url.startsWith(PREFIX);
  }

  static ConnectionUrl parse(String url, @Nullable Properties properties) throws SQLException {
    int question = url.indexOf('?');
    String text = question < 0 ? url : url.substring(0, question);
    Map<String, String> settings = new LinkedHashMap<>();
    if (question >= 0) {
      addSettings(url, url.substring(question + 1), settings);
    }
    if (properties != null) {
      for (String key : properties.stringPropertyNames()) {
        if (!key.equals("user") && !key.equals("password")) {
          settings.putIfAbsent(key, properties.getProperty(key));
        }
      }
    }
    return new ConnectionUrl(text, name(text), settings);
  }

  private static @Nullable String name(String text) throws SQLException {
    String place = text.substring(PREFIX.length());
    if (place.isEmpty()) {
      return null;
    }
    if (!place.startsWith(MEMORY)) {
      throw refused(text, "databases are in memory for now");
    }
    String name = place.substring(MEMORY.length());
    if (name.isBlank()) {
      throw refused(text, "the name after 'mem:' is missing");
    }
    return name;
  }

  private static void addSettings(String url, String query, Map<String, String> settings)
      throws SQLException {
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (pair.isEmpty()) {
        continue;
      }
      if (equals <= 0) {
        throw refused(url, "'" + pair + "' is not of the form setting=value");
      }
      settings.put(decode(url, pair.substring(0, equals)), decode(url, pair.substring(equals + 1)));
    }
  }

  private static String decode(String url, String text) throws SQLException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused(url, "'" + text + "' is not percent-encoded");
    }
  }

  private static SQLException refused(String url, String why) {
    return SqlErrors.of(
        SqlErrors.CONNECTION_REFUSED,
        "cannot connect to '"
            + url
            + "': "
            + why
            + "; instead: jdbc:spooky: for a private database, jdbc:spooky:mem:name for one that is"
            + " shared within the JVM");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.sql.error.SpookySqlException;
import dev.spooky.sql.error.SqlErrorCode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a subscription is: a tick, and the database whose tick it is. */
final class ResumeToken {
  private static final Pattern TEXT = Pattern.compile("(?:([0-9a-f]{1,16})-)?(\\d{1,18})");

  private ResumeToken() {}

  static String text(long database, long tick) {
    return tick < 0 ? "" : Long.toHexString(database) + "-" + tick;
  }

  /** The tick of a token, or of a bare number. */
  static long tick(String token, Database database) {
    Matcher text = TEXT.matcher(token.strip().toLowerCase(Locale.ROOT));
    if (!text.matches()) {
      throw SpookySqlException.of(
          SqlErrorCode.INVALID_OPTION, "'" + token + "' is neither a resume token nor a tick");
    }
    String of = text.group(1);
    if (of != null && !of.equals(Long.toHexString(database.number()))) {
      throw SpookySqlException.of(
          SqlErrorCode.CHANGES_FORGOTTEN, "resume token '" + token + "' is of another database");
    }
    long tick = Long.parseLong(text.group(2));
    if (tick > database.tick()) {
      throw SpookySqlException.of(
          SqlErrorCode.INVALID_OPTION,
          "tick " + tick + " has not been yet, the last one is " + database.tick());
    }
    return tick;
  }

  /** The changes after a tick are not known any more. */
  static SpookySqlException forgotten(long tick, String what) {
    return SpookySqlException.of(
            SqlErrorCode.CHANGES_FORGOTTEN,
            "the changes of " + what + " after tick " + tick + " are not known any more")
        .withHint("subscribe with a snapshot");
  }
}

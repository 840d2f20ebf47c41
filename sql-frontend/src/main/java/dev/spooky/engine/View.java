// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

import java.util.List;

/** A table or view by name, for reading and subscribing. */
public interface View {
  /** Its name. */
  String name();

  /** Its columns in order. */
  List<Column> columns();

  /** Its rows as of the last tick, in no particular order. */
  Rows rows();

  /** Its rows as Java records whose components are the columns in order. */
  <T extends Record> List<T> rows(Class<T> type);

  /** Its changes from now on. */
  Subscription subscribe(SubscribeOptions options);
}

// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.fuzz;

import dev.spooky.engine.Change;
import dev.spooky.engine.Session;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.oracle.Bag;
import java.time.Duration;
import java.util.List;

/** A view under trial, with its subscriber and the views that are its parts. */
final class Watched implements AutoCloseable {
  final String name;
  final String query;
  boolean portable;
  private final Spooky database;
  private final Script.View view;
  private final Subscription subscription;
  private final Bag heard = new Bag();
  private boolean parted;

  Watched(Spooky database, Script.View view) {
    this.database = database;
    this.view = view;
    this.name = view.name();
    this.query = view.query();
    this.subscription = database.subscribe(name, SubscribeOptions.DEFAULT);
  }

  /** Makes the views that are its parts. */
  void part(Session session) {
    List<String> queries = view.parts();
    for (int i = 0; i < queries.size(); i++) {
      session.execute("CREATE MATERIALIZED VIEW " + name + "_" + i + " AS " + queries.get(i));
    }
    parted = !queries.isEmpty();
  }

  boolean isParted() {
    return parted;
  }

  List<String> parts() {
    return view.parts();
  }

  Bag sumOfParts() {
    Bag sum = new Bag();
    for (int i = 0; i < view.parts().size(); i++) {
      sum.addAll(Bag.of(database.view(name + "_" + i).rows()));
    }
    return sum;
  }

  /** What its subscriber has summed up. */
  Bag follow() {
    while (true) {
      boolean behind = subscription.tick() < database.tick();
      Change change = subscription.next(behind ? Duration.ofMillis(1) : Duration.ZERO);
      if (change == null) {
        return heard;
      }
      heard.apply(change);
    }
  }

  Bag content() {
    return Bag.of(database.view(name).rows());
  }

  @Override
  public void close() {
    subscription.close();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.auction;

/** The persons of a stream, column by column; the id is the position. */
public final class Persons {
  final String[] names;
  final String[] cities;
  final String[] states;
  final int[] times;

  Persons(int count) {
    names = new String[count];
    cities = new String[count];
    states = new String[count];
    times = new int[count];
  }

  void draw(int id, int time, SplitMix random) {
    names[id] = "person-" + random.below(100_000);
    cities[id] = "city-" + random.below(1_000);
    int state = random.below(50);
    states[id] = "S" + state / 10 + state % 10;
    times[id] = time;
  }

  /** How many there are. */
  public int count() {
    return names.length;
  }

  /** Name of a person. */
  public String name(int id) {
    return names[id];
  }

  /** City of a person. */
  public String city(int id) {
    return cities[id];
  }

  /** State of a person. */
  public String state(int id) {
    return states[id];
  }

  /** When the person came. */
  public long time(int id) {
    return times[id];
  }
}

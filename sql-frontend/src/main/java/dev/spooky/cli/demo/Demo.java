// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.demo;

import dev.spooky.cli.print.Style;
import dev.spooky.cli.print.Text;
import dev.spooky.cli.print.TextTable;
import dev.spooky.engine.Spooky;
import dev.spooky.engine.SubscribeOptions;
import dev.spooky.engine.Subscription;
import dev.spooky.engine.View;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs the auction site and shows it. */
public final class Demo implements AutoCloseable {
  private static final int SUMMARY_ROWS = 5;

  private final DemoOptions options;
  private final Spooky database = Spooky.open();
  private final Stopwatch stopwatch = new Stopwatch();
  private final List<LiveView> views = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final ExecutorService listener =
      Executors.newSingleThreadExecutor(task -> daemon(task, "demo-listener"));
  private final EventWriter writer;
  private long startNanos;
  private long setupNanos;
  private long lastNanos;
  private long lastEvents;

  /** Shows the figures; called by the demo again and again. */
  interface Screen {
    /** How long to wait between two calls. */
    long pauseMillis();

    /** Shows them; gives whether the user wants to end. */
    boolean show(Figures figures, List<LiveView> views);
  }

  /** A demo with a database of its own. */
  public Demo(DemoOptions options) {
    this.options = options;
    this.writer = new EventWriter(database, options, stopwatch);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Runs it, with a line a second. */
  public void runPlain(PrintWriter out) throws InterruptedException {
    setUp();
    out.println(intro());
    run(
        new Screen() {
          @Override
          public long pauseMillis() {
            return 1_000;
          }

          @Override
          public boolean show(Figures figures, List<LiveView> shown) {
            out.println(figures.line());
            out.flush();
            return out.checkError();
          }
        });
    summary(out, Style.PLAIN);
  }

  /** What the demo is about to do. */
  String intro() {
    return "%d tables, %d views over them, defined in %s; %s events a commit"
        .formatted(
            AuctionSite.TABLES.size(),
            AuctionSite.VIEWS.size(),
            Text.duration(setupNanos),
            Text.count(options.batch()));
  }

  /** Makes the tables and views and begins to listen. */
  void setUp() {
    long start = System.nanoTime();
    AuctionSite.TABLES.forEach(database::execute);
    for (AuctionSite.Shown shown : AuctionSite.VIEWS) {
      database.execute(shown.definition());
      View view = database.view(shown.name());
      LiveView live = new LiveView(shown, view.columns());
      views.add(live);
      Subscription subscription = view.subscribe(SubscribeOptions.DEFAULT);
      subscription.forEach(
          listener,
          change -> {
            if (!change.isSnapshot()) {
              stopwatch.changeArrived(change.fromTick() + 1);
            }
            live.apply(change);
          });
      subscriptions.add(subscription);
    }
    setupNanos = System.nanoTime() - start;
  }

  /** Lets events stream until the time is over or the screen wants to end. */
  void run(Screen screen) throws InterruptedException {
    startNanos = System.nanoTime();
    lastNanos = startNanos;
    Thread thread = daemon(writer, "demo-writer");
    thread.start();
    long end =
        options.seconds() == 0 ? Long.MAX_VALUE : (long) (options.seconds() * 1e9) + startNanos;
    boolean ends = false;
    while (!ends && !writer.isStopped() && System.nanoTime() < end) {
      long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
      Thread.sleep(Math.min(screen.pauseMillis(), left));
      ends = screen.show(figures(), views);
    }
    writer.stop();
    thread.join();
    writer.checkFailure();
    for (Subscription subscription : subscriptions) {
      Throwable failure = subscription.failure();
      if (failure != null) {
        throw new IllegalStateException("a subscription failed: " + failure, failure);
      }
    }
  }

  private Figures figures() {
    long now = System.nanoTime();
    long events = writer.events();
    double perSecond = (events - lastEvents) * 1e9 / Math.max(1, now - lastNanos);
    lastNanos = now;
    lastEvents = events;
    return new Figures(
        (now - startNanos) / 1e9, events, perSecond, writer.commits(), stopwatch.sinceLast());
  }

  /** Prints what it came to. */
  void summary(PrintWriter out, Style style) {
    double seconds = (lastNanos - startNanos) / 1e9;
    Figures all =
        new Figures(
            seconds,
            writer.events(),
            writer.events() / Math.max(1e-9, seconds),
            writer.commits(),
            stopwatch.total());
    out.println();
    for (LiveView view : views) {
      out.println(
          style.bold(view.title())
              + style.dim("  " + Text.count(view.changes()) + " rows came or went"));
      TextTable table = view.table(SUMMARY_ROWS, style);
      List<String> rows = table.takeRows();
      table.head().forEach(out::println);
      rows.forEach(out::println);
      out.println();
    }
    out.println(
        "%s events in %s commits, %s; change to subscriber: p50 %s, p99 %s, max %s"
            .formatted(
                Text.count(all.events()),
                Text.count(all.commits()),
                style.bold(all.speed()),
                style.bold(all.percentile(50)),
                style.bold(all.percentile(99)),
                all.percentile(100)));
    out.flush();
  }

  @Override
  public void close() {
    writer.stop();
    subscriptions.forEach(Subscription::close);
    listener.shutdownNow();
    database.close();
  }
}

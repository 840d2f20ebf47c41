// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli;

import dev.spooky.cli.demo.Dashboard;
import dev.spooky.cli.demo.Demo;
import dev.spooky.cli.demo.DemoOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the auction site. */
@Command(
    name = "demo",
    description = "Streams the events of an auction site into views that are watched live.",
    sortOptions = false)
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "For how long; 0 until q or Ctrl-C. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(names = "--plain", description = "A line a second instead of a screen, as for pipes.")
  private boolean plain;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Events in a commit. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Events a second; 0 for as many as possible, the default.")
  private long rate;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "500000",
      description = "Bids that stay; older ones are deleted. 0: all. Default: ${DEFAULT-VALUE}.")
  private long window;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean help;

  @Override
  public Integer call() throws IOException, InterruptedException {
    DemoOptions options;
    try {
      options = new DemoOptions(seconds, batch, rate, window);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "wrong options: " + e.getMessage(), e);
    }
    Terminal terminal = plain ? null : Terminals.openIfThere();
    try (Demo demo = new Demo(options)) {
      if (terminal == null) {
        PrintWriter out = Terminals.plainOutput();
        demo.runPlain(out);
        out.flush();
      } else {
        Dashboard.run(demo, options, terminal);
      }
    } finally {
      if (terminal != null) {
        terminal.close();
      }
    }
    return 0;
  }
}

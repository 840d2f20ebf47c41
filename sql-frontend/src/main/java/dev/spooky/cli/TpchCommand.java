// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli;

import dev.spooky.cli.tpch.TpchExample;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the TPC-H example. */
@Command(
    name = "tpch",
    description = "Fills the tables of TPC-H and keeps its 22 queries as views.",
    sortOptions = false)
final class TpchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--scale",
      paramLabel = "F",
      defaultValue = "0.01",
      description = "Size of the data; 1 is 8.7 million rows. Default: ${DEFAULT-VALUE}.")
  private double scale;

  @Option(
      names = "--views-first",
      description = "Defines the views before the data comes, and keeps them while it does.")
  private boolean viewsFirst;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean help;

  @Override
  public Integer call() throws IOException {
    if (!(scale > 0 && scale <= 100)) {
      throw new ParameterException(spec.commandLine(), "--scale must be above 0 and at most 100");
    }
    PrintWriter out = Terminals.plainOutput();
    new TpchExample(out, Terminals.style()).run(scale, viewsFirst);
    out.flush();
    return 0;
  }
}

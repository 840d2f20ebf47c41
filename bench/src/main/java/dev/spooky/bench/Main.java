// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code ./spooky bench}. */
@Command(
    name = "bench",
    description = "Measures Spooky.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AuctionCommand.class,
      FuzzCommand.class,
      ReadersCommand.class,
      StartupCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs a subcommand; exits with 1 if a result is wrong, with 2 on bad arguments. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
  }
}

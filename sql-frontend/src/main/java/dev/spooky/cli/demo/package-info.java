// SPDX-License-Identifier: Apache-2.0
/**
 * The demo: an auction site whose events stream into tables while views over them are watched.
 *
 * <p>Here: the events ({@link dev.spooky.cli.demo.AuctionEvents}), who writes them ({@link
 * dev.spooky.cli.demo.EventWriter}), who listens to the views and how both are shown.
 *
 * <p>Not here: measuring. The figures are those of one program on a busy machine that also draws;
 * module bench measures.
 *
 * <p>Invariant: the demo knows the engine by its public interface only.
 *
 * <p>Start reading at {@link dev.spooky.cli.demo.Demo}.
 */
@NullMarked
package dev.spooky.cli.demo;

import org.jspecify.annotations.NullMarked;

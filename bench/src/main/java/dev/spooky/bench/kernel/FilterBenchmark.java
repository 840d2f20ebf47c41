// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.kernel;

import dev.spooky.planner.expr.TransformCompiler;
import dev.spooky.planner.type.SpookyTypeSystem;
import dev.spooky.records.row.Bytes;
import dev.spooky.records.row.FieldSlot;
import dev.spooky.runtime.operator.Transform;
import dev.spooky.runtime.zset.Delta;
import dev.spooky.runtime.zset.Errors;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code SELECT auction, price WHERE MOD(auction, 7) = 0} over a delta of bids.
 *
 * <p>Run: {@code java -jar bench/target/benchmarks.jar kernel.FilterBenchmark}. Unit: ns/row.
 * Baseline: the same loop written by hand over packed rows.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FilterBenchmark {
  /** Fewer than make a transform hot, so that a new one stays interpreted. */
  private static final int ROWS = 1 << 12;

  private final RelDataTypeFactory types = new SqlTypeFactoryImpl(SpookyTypeSystem.INSTANCE);
  private final RexBuilder rex = new RexBuilder(types);
  private final Transform compiled = filter();
  private Transform fresh = filter();
  private final Delta rows = BidRows.shuffled(ROWS);
  private final Delta out = new Delta(compiled.output());
  private final Errors errors = new Errors();

  /** Makes one transform hot and waits for its class; looks at the answers before the speed. */
  @Setup
  public void compile() throws InterruptedException {
    long before = TransformCompiler.compiledTransforms();
    while (TransformCompiler.compiledTransforms() == before) {
      apply(compiled);
      Thread.sleep(1);
    }
    long expected = byHand();
    if (apply(compiled) != expected || apply(fresh) != expected) {
      throw new IllegalStateException("the filter is wrong, expected=" + expected);
    }
  }

  /** Makes a transform that has seen no rows. */
  @Setup(Level.Invocation)
  public void renew() {
    fresh = filter();
  }

  private Transform filter() {
    return new TransformCompiler().compile(row(), select(), where());
  }

  private long apply(Transform transform) {
    out.clear();
    transform.apply(rows, out, errors);
    return out.count();
  }

  private RelDataType row() {
    RelDataTypeFactory.Builder builder = types.builder();
    for (String name : List.of("id", "auction", "bidder", "price", "ts")) {
      builder.add(name, SqlTypeName.BIGINT);
    }
    return builder.build();
  }

  private RexNode field(int index) {
    return rex.makeInputRef(types.createSqlType(SqlTypeName.BIGINT), index);
  }

  private RexNode number(long value) {
    RelDataType bigint = types.createSqlType(SqlTypeName.BIGINT);
    return rex.makeExactLiteral(BigDecimal.valueOf(value), bigint);
  }

  private List<RexNode> select() {
    return List.of(field(BidRows.AUCTION), field(BidRows.PRICE));
  }

  private RexNode where() {
    RexNode mod = rex.makeCall(SqlStdOperatorTable.MOD, field(BidRows.AUCTION), number(7));
    return rex.makeCall(SqlStdOperatorTable.EQUALS, mod, number(0));
  }

  /** Expressions interpreted. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long interpreted() {
    return apply(fresh);
  }

  /** Expressions compiled into a class. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long compiled() {
    return apply(compiled);
  }

  /** The loop that an ideal compiler would write. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long byHand() {
    out.clear();
    FieldSlot auction = BidRows.LAYOUT.slot(BidRows.AUCTION);
    FieldSlot price = BidRows.LAYOUT.slot(BidRows.PRICE);
    byte[] bytes = rows.bytes();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.offset(i);
      long id = auction.getLong(bytes, row);
      if (id % 7 == 0) {
        int begun = out.begin();
        Bytes.putLong(out.bytes(), begun + out.layout().slot(0).offset(), id);
        Bytes.putLong(
            out.bytes(), begun + out.layout().slot(1).offset(), price.getLong(bytes, row));
        out.end(rows.weight(i));
      }
    }
    return out.count();
  }
}

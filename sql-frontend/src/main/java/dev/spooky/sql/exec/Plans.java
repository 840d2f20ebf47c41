// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.exec;

import dev.spooky.planner.type.RowLayouts;
import dev.spooky.planner.type.RowValues;
import dev.spooky.records.row.RowLayout;
import dev.spooky.runtime.zset.RowOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Small rewritings of plans before they run. */
final class Plans {
  private Plans() {}

  /** A plan with the values of a row in the places of its parameters. */
  static RelNode bind(RelNode plan, RelDataType parameters, byte[] bytes, int row) {
    if (parameters.getFieldCount() == 0) {
      return plan;
    }
    RowLayout layout = RowLayouts.layout(parameters);
    RexShuttle values =
        new RexShuttle() {
          @Override
          public RexNode visitDynamicParam(RexDynamicParam parameter) {
            RelDataType type = parameters.getFieldList().get(parameter.getIndex()).getType();
            RexNode literal =
                RowValues.getLiteral(
                    plan.getCluster().getRexBuilder(),
                    layout.slot(parameter.getIndex()),
                    type,
                    bytes,
                    row);
            return literal;
          }
        };
    return plan.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            return super.visit(other).accept(values);
          }
        });
  }

  /** A collation as the terms of a row order. */
  static List<RowOrder.Term> terms(RelCollation collation) {
    List<RowOrder.Term> terms = new ArrayList<>();
    for (RelFieldCollation field : collation.getFieldCollations()) {
      boolean descending = field.getDirection().isDescending();
      boolean nullsFirst =
          switch (field.nullDirection) {
            case FIRST -> true;
            case LAST -> false;
            case UNSPECIFIED -> descending;
          };
      terms.add(new RowOrder.Term(field.getFieldIndex(), descending, nullsFirst));
    }
    return terms;
  }
}

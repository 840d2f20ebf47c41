// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr.eval;

import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/** An operator whose values a static method of the embedding program computes. */
public interface JavaFunction {
  /** The method; static, public and the same for the same arguments. */
  Method method();

  /** What its arguments are cast to. */
  List<RelDataType> parameterTypes(RelDataTypeFactory types);
}

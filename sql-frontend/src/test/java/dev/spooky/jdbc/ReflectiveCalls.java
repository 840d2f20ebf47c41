// SPDX-License-Identifier: Apache-2.0
package dev.spooky.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls the methods of a JDBC interface with harmless arguments. */
final class ReflectiveCalls {
  private ReflectiveCalls() {}

  static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getDeclaringClass() != Object.class)
        .sorted(Comparator.comparing(Method::toString))
        .toList();
  }

  /** What the method gives; what it throws is thrown as it is. */
  static @Nullable Object call(Object target, Method method) throws Throwable {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(ReflectiveCalls::argument).toArray();
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static @Nullable Object argument(Class<?> type) {
    if (type == int.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == short.class) {
      return (short) 1;
    }
    if (type == byte.class) {
      return (byte) 1;
    }
    if (type == float.class) {
      return 1f;
    }
    if (type == double.class) {
      return 1d;
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == String.class) {
      return "n";
    }
    return null;
  }
}

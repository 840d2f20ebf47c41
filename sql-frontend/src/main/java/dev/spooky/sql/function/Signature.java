// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.jspecify.annotations.Nullable;

/**
 * What a function takes: one or more forms, each a list of kinds of arguments. It is written as
 * {@code text integer [text]} with arguments that may be left out in brackets, and {@code any*} for
 * any number of them.
 */
public final class Signature implements SqlOperandTypeChecker {
  private record Form(String text, List<ArgumentKind> kinds, int required, boolean repeats) {
    static Form of(String text) {
      List<ArgumentKind> kinds = new ArrayList<>();
      int required = 0;
      boolean repeats = false;
      for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
        kinds.add(ArgumentKind.of(word.replaceAll("[\\[\\]*]", "")));
        repeats |= word.endsWith("*");
        required += word.startsWith("[") || word.endsWith("*") ? 0 : 1;
      }
      return new Form(text, kinds, required, repeats);
    }

    boolean takes(int count) {
      return count >= required && (repeats || count <= kinds.size());
    }

    ArgumentKind kind(int index) {
      return kinds.get(Math.min(index, kinds.size() - 1));
    }
  }

  private final List<Form> forms = new ArrayList<>();

  private Signature(String... forms) {
    for (String form : forms) {
      this.forms.add(Form.of(form));
    }
  }

  /** A signature of these forms. */
  public static Signature of(String... forms) {
    return new Signature(forms);
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    List<RelDataType> types = binding.collectOperandTypes();
    boolean fits = forms.stream().anyMatch(form -> fits(form, types));
    if (!fits && throwOnFailure) {
      throw binding.newValidationSignatureError();
    }
    return fits;
  }

  private static boolean fits(Form form, List<RelDataType> types) {
    boolean fits = form.takes(types.size());
    for (int i = 0; fits && i < types.size(); i++) {
      fits = form.kind(i).takes(types.get(i));
    }
    return fits;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    int least = forms.stream().mapToInt(Form::required).min().orElse(0);
    boolean open = forms.stream().anyMatch(Form::repeats);
    int most = forms.stream().mapToInt(form -> form.kinds().size()).max().orElse(0);
    return open ? SqlOperandCountRanges.from(least) : SqlOperandCountRanges.between(least, most);
  }

  @Override
  public String getAllowedSignatures(SqlOperator operator, String name) {
    List<String> all = new ArrayList<>();
    for (Form form : forms) {
      all.add(name.toLowerCase(Locale.ROOT) + "(" + form.text().replace(" ", ", ") + ")");
    }
    return String.join(", ", all);
  }

  /** The type of a parameter at a place among so many arguments; null if it cannot be told. */
  public @Nullable RelDataType parameterType(int index, int count, RelDataTypeFactory types) {
    for (Form form : forms) {
      if (form.takes(count)) {
        return form.kind(index).parameterType(types);
      }
    }
    return null;
  }
}

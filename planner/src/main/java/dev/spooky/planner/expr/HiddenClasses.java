// SPDX-License-Identifier: Apache-2.0
package dev.spooky.planner.expr;

import java.io.IOException;
import java.io.StringReader;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.ClassLoaderIClassLoader;
import org.codehaus.janino.Parser;
import org.codehaus.janino.Scanner;
import org.codehaus.janino.UnitCompiler;
import org.codehaus.janino.util.ClassFile;

/**
 * Compiles source text and loads the class as a hidden one, which nothing but its instances keeps
 * alive: it unloads with its view.
 */
final class HiddenClasses {
  private HiddenClasses() {}

  /** Compiles a plan to a kernel. */
  static BatchKernel compile(Plan plan) throws CompileException {
    ClassSource source = new ClassSource(plan);
    String text = source.text();
    try {
      byte[] bytes = toBytes(text);
      MethodHandles.Lookup hidden =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(bytes, List.copyOf(source.constants()), true);
      return (BatchKernel) hidden.lookupClass().getDeclaredConstructor().newInstance();
    } catch (IOException | ReflectiveOperationException | LinkageError e) {
      throw new CompileException("generated class does not load: " + e, null, e);
    } catch (CompileException e) {
      throw new CompileException(e.getMessage() + "\n" + text, null, e);
    }
  }

  private static byte[] toBytes(String text) throws CompileException, IOException {
    Parser parser = new Parser(new Scanner(null, new StringReader(text)));
    ClassLoader loader = HiddenClasses.class.getClassLoader();
    UnitCompiler compiler =
        new UnitCompiler(
            parser.parseAbstractCompilationUnit(), new ClassLoaderIClassLoader(loader));
    compiler.setTargetVersion(8);
    List<ClassFile> files = new ArrayList<>();
    compiler.compileUnit(false, false, false, files);
    if (files.size() != 1) {
      throw new CompileException("one class expected, classes=" + files.size(), null);
    }
    return files.get(0).toByteArray();
  }
}

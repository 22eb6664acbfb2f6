public import KassaRuntime

/// One line of JSON: written with its keys in order, read strictly.
public enum WireJSON {
  /// An answer nests two deep; the rest is margin.
  public static let depthMax = 8

  /// `value` in one line: sorted keys, no line breaks inside.
  public static func line(_ value: Value) -> String { value.jsonText }

  /// What `line` says, which has nothing else in it than one value.
  public static func value(of line: [UInt8]) throws(JSONError) -> Value {
    try JSONReader.value(of: line, depthMax: depthMax)
  }
}

/// The declared shape of an argument.
package indirect enum Shape: Sendable {
  case integer
  /// Whole kopecks; 3.0 and "3" are refused.
  case money
  /// Well-formed UTF-8.
  case string
  case boolean
  /// A text, or one for each language.
  case words
  /// Checked, but not read: it stays in the script.
  case function
  /// Anything but nil; not read.
  case any
  /// Plain data of any shape.
  case value
  case list(Shape)
  case record([Field])
  /// String keys, all values of one shape.
  case map(Shape)
  case oneOf([String])
}

/// One field of a record.
package struct Field: Sendable {
  /// "1" is the table's first element: `prompt.tell { "my.id", title = … }`.
  package let name: String
  package let shape: Shape
  package let optional: Bool
  package let summary: String
  package let unit: String?

  package init(
    _ name: String, _ shape: Shape, optional: Bool = false, summary: String, unit: String? = nil
  ) {
    self.name = name
    self.shape = shape
    self.optional = optional
    self.summary = summary
    self.unit = unit
  }
}

extension Shape {
  /// What messages say was expected.
  package var words: String {
    switch self {
    case .integer, .money: "a whole number"
    case .string: "a string"
    case .boolean: "a boolean"
    case .words: "a text, or { ru = …, en = … },"
    case .function: "a function"
    case .any: "a value"
    case .value: "plain data"
    case .list: "a list"
    case .record, .map: "a table"
    case .oneOf(let names): "one of " + names.map { "«\($0)»" }.joined(separator: ", ")
    }
  }

  /// Whether C's check of the argument's type is all there is to check.
  var isSimple: Bool {
    switch self {
    case .integer, .money, .string, .boolean, .function, .any: true
    case .words, .value, .list, .record, .map, .oneOf: false
    }
  }
}

/// A type, and the code of its way to JSON and back.
struct CodedType {
  let name: String
  let isPackage: Bool
  let isEnum: Bool
  var fields: [CodedField] = []
  /// Properties that no JSON holds.
  var unrecorded: [String] = []
  var cases: [CodedCase] = []

  init(name: String, isPackage: Bool, isEnum: Bool) {
    (self.name, self.isPackage, self.isEnum) = (name, isPackage, isEnum)
  }

  var code: String {
    let access = isPackage ? "package " : ""
    return """
      extension \(name) {
        \(access)func write(to json: inout JSONWriter) {
      \(isEnum ? casesWritten : fieldsWritten)
        }

        \(access)init(json: JSONNode) throws {
      \(isEnum ? casesRead : fieldsRead)
        }
      }

      """
  }

  private var fieldsWritten: String {
    (["    json.record { json in"] + fields.sorted.map { "      " + $0.written($0.label) } + [
      "    }"
    ])
    .joined(separator: "\n")
  }

  /// Each on a line: the compiler says which one is missing.
  private var fieldsRead: String {
    let sorted = fields.sorted
    // A wrapper is set by a function of the whole, which has to be there by then.
    let ordered = sorted.filter { !$0.isWrapped } + sorted.filter(\.isWrapped)
    var lines = ["    var fields = try json.fields()"]
    lines += unrecorded.map { "    self.\($0) = Unrecorded(nil)" }
    lines += ordered.map { "    self.\($0.label) = try \($0.read)" }
    return lines.joined(separator: "\n")
  }

  private var casesWritten: String {
    (["    switch self {"] + cases.map(\.written) + ["    }"]).joined(separator: "\n")
  }

  private var casesRead: String {
    let hasFields = cases.contains { !$0.fields.isEmpty }
    return
      ([
        hasFields
          ? "    var (name, fields) = try json.single()" : "    let (name, _) = try json.single()",
        "    switch name {",
      ] + cases.map(\.read) + ["    default: throw JSONMismatch.unknownCase(name)", "    }"])
      .joined(separator: "\n")
  }
}

/// A property, or a value of a case.
struct CodedField {
  let label: String
  let isOptional: Bool
  /// Whether a property wrapper keeps it.
  var isWrapped = false

  func written(_ value: String) -> String { "json.field(\"\(label)\", \(value))" }

  var read: String { "fields.\(isOptional ? "find" : "take")(\"\(label)\")" }
}

extension [CodedField] {
  /// In the order of their keys, which is by bytes.
  var sorted: [CodedField] { sorted { $0.label < $1.label } }
}

/// A case of an enum.
struct CodedCase {
  let name: String
  var fields: [CodedField] = []
  /// Whether each value has a name of its own; one without is known by its place, as «_0».
  private var isNamed: [Bool] = []

  /// - Parameter declaration: such as `took(amount: Money, reference: String)`.
  init(_ declaration: String) {
    let bracket = declaration.firstIndex(of: "(")
    name = String(declaration[..<(bracket ?? declaration.endIndex)])
    guard let bracket else { return }
    let values = declaration[declaration.index(after: bracket)...].dropLast()
    for (place, value) in parts(String(values)).enumerated() {
      let value = value.replacing(/\s=\s.*/, with: "")
      let label = value.prefixMatch(of: /(\w+):/).map { String($0.1) }
      fields.append(.init(label: label ?? "_\(place)", isOptional: value.hasSuffix("?")))
      isNamed.append(label != nil)
    }
  }

  var written: String {
    guard !fields.isEmpty else { return "    case .\(name): json.single(\"\(name)\")" }
    let names = Dictionary(
      uniqueKeysWithValues: fields.enumerated().map { ($1.label, "value\($0)") })
    let bound = fields.map { "let \(names[$0.label] ?? "")" }.joined(separator: ", ")
    let body = fields.sorted.map { "        " + $0.written(names[$0.label] ?? "") }
    return """
          case .\(name)(\(bound)):
            json.single("\(name)") { json in
      \(body.joined(separator: "\n"))
            }
      """
  }

  var read: String {
    let arguments = zip(fields, isNamed).map { field, isNamed in
      (isNamed ? "\(field.label): " : "") + "try \(field.read)"
    }
    let values = arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))"
    return "    case \"\(name)\": self = .\(name)\(values)"
  }
}

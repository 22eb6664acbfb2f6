@testable import KassaLint
@testable import KassaRuntime

/// Renders declarations for editors and for people.
///
/// The files in `Scripts/lua/types` and the second half of `docs/reference.md` are its output; a test compares them.
enum Stubs {
  /// One module as LuaLS annotations.
  static func editor(_ module: HostModule) -> String {
    var text = "---@meta\n\n"
    for type in module.types { text += editor(type) + "\n" }
    // Only of a class does an editor know that it has no other functions.
    text += "--- \(module.summary)\n---@class \(module.name)\n\(module.name) = {}\n"
    var known: [String: String] = [:]
    for function in module.functions { text += "\n" + editor(function, of: module.name, &known) }
    return text
  }

  /// A table that scripts are given.
  static func editor(_ type: HostType) -> String {
    "--- \(type.summary)\n---@class \(type.name)\n" + type.fields.map(editor).joined()
  }

  private static func editor(_ field: Field) -> String {
    let name = field.name == "1" ? "[1]" : field.name
    return "---@field \(name)\(field.optional ? "?" : "") \(field.shape.annotation)"
      + " \(words(field.summary, field.unit))\n"
  }

  /// - Parameter known: the classes that stand in the module already, by their fields: functions that take
  ///   the same share one.
  private static func editor(
    _ function: HostFunction, of module: String, _ known: inout [String: String]
  ) -> String {
    var text = ""
    for parameter in function.parameters {
      guard case .record(let fields) = parameter.shape else { continue }
      let fieldLines = fields.map(editor).joined()
      guard known[fieldLines] == nil else { continue }
      let name = "\(module).\(function.name).\(parameter.name)"
      known[fieldLines] = name
      text += "---@class \(name)\n\(fieldLines)\n"
    }
    text += "--- \(function.summary)\(function.waits ? " Waits." : "")\n"
    for parameter in function.parameters {
      let type =
        if case .record(let fields) = parameter.shape {
          known[fields.map(editor).joined()] ?? "table"
        } else { parameter.shape.annotation }
      text += "---@param \(parameter.name)\(parameter.optional ? "?" : "") \(type)"
      text += " \(words(parameter.summary, parameter.unit))\n"
    }
    for returned in function.returns {
      text += "---@return \(returned.type) \(returned.name) \(returned.summary)\n"
    }
    let names = function.parameters.map(\.name).joined(separator: ", ")
    return text + "function \(module).\(function.name)(\(names)) end\n"
  }

  /// One module as a section of the reference.
  static func reference(_ module: HostModule) -> String {
    var text = "## \(module.name)\n\n\(module.summary)\n"
    for function in module.functions {
      let names = function.parameters.map(\.name).joined(separator: ", ")
      text += "\n### \(module.name).\(function.name)(\(names))\n\n\(function.summary)"
      text += (function.waits ? " Waits." : "") + "\n\n"
      for parameter in function.parameters { text += reference(parameter) }
      for returned in function.returns {
        text += "- returns `\(returned.name)` (\(returned.type)): \(returned.summary)\n"
      }
    }
    for type in module.types { text += reference(type) }
    return text
  }

  /// One module of the stock library as a part of the reference.
  static func reference(_ module: StockModules.Module) -> String {
    var text = "\n### \(module.name)\n\n\(module.summary)\n"
    for function in module.functions {
      let names = function.parameters.map(\.name) + (function.isOpen ? ["…"] : [])
      let name = module.local + (function.name.isEmpty ? "" : "." + function.name)
      text += "\n#### \(name)(\(names.joined(separator: ", ")))\n\n\(function.summary)\n\n"
      for parameter in function.parameters { text += reference(parameter) }
      for returned in function.returns {
        text += "- returns `\(returned.name)` (\(returned.type)): \(returned.summary)\n"
      }
    }
    return text
  }

  /// What a function returns, as a table of its fields.
  static func reference(_ type: HostType) -> String {
    "\n### \(type.name)\n\n\(type.summary)\n\n"
      + type.fields.map { field in
        "- `\(field.name)` (\(field.shape.annotation)\(field.optional ? ", optional" : "")): "
          + "\(words(field.summary, field.unit))\n"
      }.joined()
  }

  private static func reference(_ parameter: Parameter) -> String {
    guard case .record(let fields) = parameter.shape else {
      return "- `\(parameter.name)` (\(parameter.shape.annotation)"
        + "\(parameter.optional ? ", optional" : "")): \(words(parameter.summary, parameter.unit))\n"
    }
    return fields.map { field in
      "- `\(field.name == "1" ? "[1]" : field.name)` (\(field.shape.annotation)"
        + "\(field.optional ? ", optional" : "")): \(words(field.summary, field.unit))\n"
    }.joined()
  }

  private static func words(_ summary: String, _ unit: String?) -> String {
    summary + (unit.map { " In \($0)." } ?? "")
  }
}

extension Shape {
  /// As LuaLS writes the type.
  fileprivate var annotation: String {
    switch self {
    case .integer, .money: "integer"
    case .string: "string"
    case .boolean: "boolean"
    case .words: "string|{ ru?: string, en?: string }"
    case .function: "function"
    case .any, .value: "any"
    case .list(let item): "\(item.annotation)[]"
    case .record: "table"
    case .map(let item): "table<string, \(item.annotation)>"
    case .oneOf(let names): names.map { "\"\($0)\"" }.joined(separator: "|")
    }
  }
}

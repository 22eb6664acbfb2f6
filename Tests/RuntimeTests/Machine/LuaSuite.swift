import Foundation

@testable import KassaRuntime

/// Lua's own test suite, as far as it tests the language, in the sandbox.
///
/// Its files are not part of this project: somebody names the folder they are in. Lines that differ by
/// design are left out as the table of docs/lua-suite.md says.
struct LuaSuite {
  let folder: String

  /// Those that need nothing but the language and its pure libraries, and those that need stand-ins.
  static let pure = ["math", "pm", "tpack", "utf8", "vararg", "bwcoercion"]
  static let withStandIns = [
    "bitwise", "closure", "constructs", "events", "goto", "literals", "strings",
  ]

  /// Lines of one file that the sandbox means to refuse.
  struct Difference: Hashable {
    let file: String
    let lines: Set<Int>
  }

  /// The rows «| file | lines | why |» of a page, the lines as «12, 15–17».
  static func differences(_ page: String) -> [Difference] {
    page.split(separator: "\n").compactMap { row in
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3 else { return nil }
      let lines = cells[1].split(separator: ", ").flatMap { part in
        let ends = part.split(separator: "–").compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last, first <= last else { return [Int]() }
        return Array(first...last)
      }
      return lines.isEmpty ? nil : Difference(file: cells[0], lines: Set(lines))
    }
  }

  /// Runs `file` without the lines of `differences`; nil when it passes, or what it says.
  func run(_ file: String, without differences: [Difference]) throws -> String? {
    let path = "\(folder)/\(file).lua"
    let text = try String(contentsOfFile: path, encoding: .isoLatin1)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for difference in differences where difference.file == file {
      for number in difference.lines where lines.indices.contains(number - 1) {
        lines[number - 1] = ""
      }
    }
    // The files hold bytes that are no UTF-8; each goes in as itself.
    let bytes = lines.joined(separator: "\n").unicodeScalars.map {
      UInt8(truncatingIfNeeded: $0.value)
    }
    let end = Self.machine(file, bytes).start("main", arguments: [])
    switch end {
    case .finished: return nil
    case .waiting: return "it waits"
    case .failed(let error): return ([error.description] + error.calls).joined(separator: "; ")
    case .killed(let kill, let place): return "\(place ?? ""): killed: \(kill.rawValue)"
    }
  }

  private static func machine(_ file: String, _ bytes: [UInt8]) -> LuaMachine {
    var limits = MachineLimits()
    (limits.instructionsMax, limits.millisecondsMax) = (.max, 20_000)
    limits.memoryBytesMax = 1 << 30
    return LuaMachine(
      limits: limits, seed: 1, modules: [],
      sources: LuaSuiteSource(file: Chunk(name: "\(file).lua", source: bytes)), prelude: nil,
      log: { _ in })
  }
}

/// The file under test, between what gives it an environment of its own and takes it away.
private struct LuaSuiteSource: ModuleSource {
  let file: Chunk

  func chunk(named module: String) -> Chunk? {
    switch module {
    case "main": Chunk(name: "suite.lua", source: Array(Self.main.utf8))
    case "file":
      // One function around the file: it runs in the environment that it is given as `_ENV`.
      Chunk(
        name: file.name,
        source: Array("return function(_ENV, ...) ".utf8) + file.source + Array("\nend".utf8))
    default: nil
    }
  }

  /// Stand-ins for what a script has not; a file that is told `_port` and `_soft` asks for less.
  private static let main = """
    local env = { _port = true, _soft = true, _VERSION = _VERSION }
    env._G = env
    for _, name in ipairs {
      "assert", "error", "getmetatable", "ipairs", "math", "next", "pairs", "pcall", "rawequal",
      "rawget", "rawlen", "rawset", "select", "setmetatable", "string", "table", "tonumber",
      "tostring", "type", "utf8", "xpcall", "coroutine",
    } do
      env[name] = _ENV[name]
    end
    local load = load
    -- What is loaded sees the file's globals.
    function env.load(chunk, name, mode, ...)
      if select("#", ...) > 0 then return load(chunk, name, mode, ...) end
      return load(chunk, name, mode, env)
    end
    function env.print() end
    function env.collectgarbage() return 0 end
    function env.require(name)
      local preload = env.package.preload[name]
      return preload and preload() or env[name]
    end
    -- The size of an integer is all that most files pack for.
    env.string = setmetatable({ packsize = function() return 8 end }, { __index = string })
    env.os = { setlocale = function() end }
    env.io = { stdin = {}, stderr = { write = function() end } }
    env.package = { preload = {}, loaded = {} }
    env.debug = {}
    local file = require "file"
    return function() file(env) end
    """
}

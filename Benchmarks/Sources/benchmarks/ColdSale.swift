import CRaw
import Foundation

/// Row 14: a sale as a shop makes it, over jsonl, after a rest in which caches and clocks go cold.
enum ColdSale {
  private static let sales = 24
  private static let restMicroseconds: UInt32 = 250_000

  static func rows(in folder: TemporaryFolder) throws -> [Row] {
    let data = try folder.make("cold")
    let bare = try BareStore(data + "/bare.sqlite")
    let till = try JSONLinesTill(data: data)
    // The first sale opens a shift too.
    try till.sell()
    var (ours, raw): ([Double], [Double]) = ([], [])
    for _ in 0..<sales {
      usleep(restMicroseconds)
      let before = till.processorTime
      try till.sell()
      ours.append(till.processorTime - before)
      usleep(restMicroseconds)
      let start = threadTime()
      _ = raw_store_commit(bare.store, 5, 256)
      raw.append(threadTime() - start)
    }
    till.end()
    return [
      Row(
        "cold sale over jsonl, processor time", ours: median(ours), raw: median(raw),
        words: "five SQLite commits as cold", most: 3,
        note: "0.25 s of rest before each; the till's own threads, without the front end")
    ]
  }

  private static func threadTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}

/// `kassa-run till --io jsonl`, sold at from here.
private final class JSONLinesTill {
  private let process = Process()
  private let (input, output) = (Pipe(), Pipe())
  private var unread = Data()

  init(data: String) throws {
    process.executableURL = URL(fileURLWithPath: Project.kassaRun)
    process.arguments = ["till", "--store", Project.cafe, "--data", data, "--io", "jsonl"]
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
  }

  /// What all of its threads have worked, in nanoseconds.
  var processorTime: Double {
    let folder = "/proc/\(process.processIdentifier)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return threads.reduce(0) { sum, thread in
      let text = try? String(contentsOfFile: "\(folder)/\(thread)/schedstat", encoding: .utf8)
      return sum + (text?.split(separator: " ").first.flatMap { Double($0) } ?? 0)
    }
  }

  /// From one empty receipt to the next.
  func sell() throws {
    var isBegun = false
    while true {
      let prompt = try nextPrompt()
      guard let number = prompt["n"] as? Int else { throw Failure("a prompt without its number") }
      var answer: Any = ["button": "approved"]
      switch prompt["kind"] as? String {
      case "sale":
        let sale = prompt["sale"] as? [String: Any]
        let isEmpty = (sale?["lines"] as? [Any])?.isEmpty ?? true
        if isEmpty, isBegun {
          held = prompt
          return
        }
        if isEmpty {
          let action: [String: Any] = ["action": "free", "name": "Кофе", "price": 19_950]
          answer = action
        } else {
          answer = ["button": "pay.card"]
        }
        isBegun = isBegun || isEmpty
      case "outcome": break
      case "secret": answer = "1234"
      default:
        let buttons = prompt["buttons"] as? [[String: Any]]
        answer = ["button": buttons?.first?["id"] ?? ""]
      }
      var line = try JSONSerialization.data(
        withJSONObject: ["n": number, "answer": answer] as [String: Any])
      line.append(UInt8(ascii: "\n"))
      input.fileHandleForWriting.write(line)
    }
  }

  /// The prompt at which the sale before ended.
  private var held: [String: Any]?

  private func nextPrompt() throws -> [String: Any] {
    defer { held = nil }
    if let held { return held }
    while true {
      while let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = unread[unread.startIndex..<end]
        unread = unread[(end + 1)...]
        let object = try JSONSerialization.jsonObject(with: line) as? [String: Any]
        if let prompt = object?["prompt"] as? [String: Any] { return prompt }
        if let error = object?["error"] { throw Failure("\(error)") }
      }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Failure("the till has ended") }
      unread += more
    }
  }

  func end() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}

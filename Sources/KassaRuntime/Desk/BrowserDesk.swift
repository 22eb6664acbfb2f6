import Crypto
import Foundation
import Synchronization
#if canImport(Glibc)
  import Glibc
#endif

/// The browsers that were let in at a till, and the codes that let one in; beside a till that runs or not.
///
/// A browser is let in once, by a code that the till's keeper reads to it. Who may do what there is another
/// matter: that is a person's, by their PIN. Kept are hashes of codes and tokens, never one itself.
package final class BrowserDesk: Sendable {
  /// A browser that was let in.
  package struct Browser: Hashable, Sendable {
    package let id: String
    package let name: String
    package let since: Moment
    /// Whether it stands before customers: it sees what they may, and works no till.
    package let isCustomers: Bool
    fileprivate let token: String
  }

  /// How long a code lets somebody in.
  package static let codeMinutes = 10
  /// How long a token is.
  package static let tokenCharacters = 64
  /// So many browsers are known at once, and so many codes.
  private static let (browsersMax, codesMax) = (64, 8)
  private static let bytesMax = 1 << 16

  private let folder: String
  private let seam: Seam
  private let clock: @Sendable () -> Moment
  /// What the file held last: who asks without end costs no reading.
  private let kept = Mutex<(stamp: Stamp, book: Book)?>(nil)

  private var path: String { folder + "/browsers.json" }

  /// - Parameter folder: the till's data folder, which must exist.
  package init(
    folder: String, seam: Seam = .production,
    clock: @escaping @Sendable () -> Moment = { Moment.now }
  ) {
    (self.folder, self.seam, self.clock) = (folder, seam, clock)
  }

  /// A new code of six digits: it lets one browser in, within ``codeMinutes``.
  package func newCode() throws(BrowserDeskError) -> String {
    let digits = String(UInt32.random(in: 0...999_999))
    let code = String(repeating: "0", count: 6 - digits.count) + digits
    try change { book in
      book.codes.append(
        .init(hash: Self.hash(code), until: clock().adding(milliseconds: Self.codeLife)))
      book.codes = book.codes.suffix(Self.codesMax)
    }
    return code
  }

  /// Lets a browser in by `code`, which is spent then.
  ///
  /// - Parameter isCustomers: whether it is to stand before customers.
  /// - Returns: nil where no such code is open; what it will be known by, which is kept nowhere.
  package func admit(
    code: String, name: String, isCustomers: Bool = false
  ) throws(BrowserDeskError) -> (browser: Browser, token: String)? {
    let hash = Self.hash(code)
    // Most guesses end here, and write nothing.
    guard try open().codes.contains(where: { Self.isSame($0.hash, hash) }) else { return nil }
    let token = Self.random(Self.tokenCharacters / 2)
    let browser = Browser(
      id: Self.random(4), name: Self.shown(name), since: clock(), isCustomers: isCustomers,
      token: Self.hash(token))
    var isAdmitted = false
    try change { book in
      guard let spent = book.codes.firstIndex(where: { Self.isSame($0.hash, hash) }) else { return }
      book.codes.remove(at: spent)
      book.browsers.append(browser)
      book.browsers = book.browsers.suffix(Self.browsersMax)
      isAdmitted = true
    }
    return isAdmitted ? (browser, token) : nil
  }

  /// The browser that knows `token`; nil where none was let in with it, or it was put out since.
  package func browser(token: String) throws(BrowserDeskError) -> Browser? {
    let hash = Self.hash(token)
    return try open().browsers.first { Self.isSame($0.token, hash) }
  }

  /// In the order they were let in.
  package func browsers() throws(BrowserDeskError) -> [Browser] { try open().browsers }

  /// Puts the browser of that id out; false where there is none.
  package func putOut(_ id: String) throws(BrowserDeskError) -> Bool {
    var isKnown = false
    try change { book in
      isKnown = book.browsers.contains { $0.id == id }
      book.browsers.removeAll { $0.id == id }
    }
    return isKnown
  }

  private static let codeLife = Int64(codeMinutes) * 60_000
  /// In Unicode scalars, since one character may have any number of them.
  private static let nameMax = 64

  /// A name as lists show it: on one line, and bounded.
  fileprivate static func shown(_ name: String) -> String {
    let line = CardNumber.redacted(name.visible.replacing("\n", with: " "))
    let shown = String(line.unicodeScalars.prefix(nameMax))
    return shown.isEmpty ? "?" : shown
  }

  /// Of what is random and long, or lives ten minutes: a slow hash would guard nothing more.
  private static func hash(_ text: String) -> String { SHA256.hash(data: Data(text.utf8)).hex }

  package static func random(_ bytes: Int) -> String {
    (0..<bytes).map { _ in UInt8.random(in: .min ... .max) }.hex
  }

  /// No early exit: the time tells nothing about where they differ.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    zip(one.utf8, other.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
      && one.utf8.count == other.utf8.count
  }
}

// MARK: - The file

extension BrowserDesk {
  /// A file as it is seen without being read; one that was replaced has another.
  fileprivate struct Stamp: Hashable {
    private let file: UInt64
    private let bytes: Int64
    private let seconds: Int
    private let nanoseconds: Int

    /// - Returns: nil where there is none.
    init?(of path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      (file, bytes) = (UInt64(status.st_ino), Int64(status.st_size))
      (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
  }

  fileprivate struct Book {
    struct Code {
      let hash: String
      let until: Moment
    }
    var codes: [Code] = []
    var browsers: [Browser] = []
  }

  /// What is known now: codes whose time is over are not.
  private func open() throws(BrowserDeskError) -> Book {
    guard let stamp = Stamp(of: path) else { return Book() }
    var book: Book
    if let kept = kept.withLock({ $0 }), kept.stamp == stamp {
      book = kept.book
    } else {
      book = try read()
      // Seen before it was read: what was written since has another.
      kept.withLock { $0 = (stamp, book) }
    }
    let now = clock()
    // A clock that was put back must not make a code live longer.
    let last = now.adding(milliseconds: Self.codeLife)
    book.codes.removeAll { $0.until < now || $0.until > last }
    return book
  }

  private func read() throws(BrowserDeskError) -> Book {
    let data: Data
    do { data = try BoundedFile.contents(path, bytesMax: Self.bytesMax) } catch {
      if error == .missing { return Book() }
      throw .unreadable(path)
    }
    guard let book = (try? JSONReader.value(of: Array(data))).flatMap(Book.init) else {
      throw .unreadable(path)
    }
    return book
  }

  /// Changes what is known, durably, whoever else does so at the same time.
  private func change(_ body: (inout Book) -> Void) throws(BrowserDeskError) {
    do {
      let lock = try lock()
      defer { withExtendedLifetime(lock) {} }
      var book = try open()
      body(&book)
      let bytes = book.value.json
      guard bytes.count <= Self.bytesMax else { throw BrowserDeskError.full(path) }
      try DurableFile.replace(path, with: bytes, "browsers", seam: seam)
    } catch let error as BrowserDeskError { throw error } catch { throw .unwritable(path) }
  }

  private func lock() throws -> FolderLock {
    for _ in 0..<200 {
      if let lock = try FolderLock(folder, file: "browsers.lock") { return lock }
      usleep(10_000)
    }
    throw BrowserDeskError.unwritable(path)
  }
}

extension BrowserDesk.Book {
  init?(_ value: Value) {
    guard let browsers = value["browsers"].list, let codes = value["codes"].list else { return nil }
    for each in browsers {
      guard let id = each["id"].string, let name = each["name"].string,
        let token = each["token"].string, let since = each["since"].int
      else { return nil }
      self.browsers.append(
        .init(
          id: id, name: BrowserDesk.shown(name), since: Moment(milliseconds: since),
          isCustomers: each["customers"].bool == true, token: token))
    }
    for each in codes {
      guard let hash = each["hash"].string, let until = each["until"].int else { return nil }
      self.codes.append(.init(hash: hash, until: Moment(milliseconds: until)))
    }
  }

  var value: Value {
    [
      "browsers": .list(
        browsers.map { browser in
          var fields: [String: Value] = [
            "id": .string(browser.id), "name": .string(browser.name),
            "token": .string(browser.token), "since": .int(browser.since.milliseconds),
          ]
          if browser.isCustomers { fields["customers"] = true }
          return .record(fields)
        }),
      "codes": .list(
        codes.map { ["hash": .string($0.hash), "until": .int($0.until.milliseconds)] }),
    ]
  }
}

/// Why the browsers of a till can't be looked up or changed.
package enum BrowserDeskError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(String)
  case unwritable(String)
  /// It would be longer than what is read back.
  case full(String)

  package var description: String {
    switch self {
    case .unreadable(let path):
      "«\(path)» can't be read; move it away, and let the browsers in anew"
    case .unwritable(let path): "«\(path)» can't be written; correct its rights, or free some space"
    case .full(let path): "«\(path)» has no room for more; put a device out"
    }
  }
}

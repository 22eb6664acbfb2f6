import Foundation

/// The index that a debug build writes beside its objects, read by the toolchain's own library.
///
/// The library's C header is not installed; `Library` declares what is used of it.
struct IndexStore {
  private let library: Library
  private let store: Library.Handle

  /// One compilation of one file: what it was compiled as, and where its occurrences stand.
  struct Unit {
    let file: String
    let module: String
    let object: String
    /// Of several units of one file only the newest is true.
    let written: Date
    /// The records with the file that each is about.
    let records: [(name: String, file: String)]
  }

  struct Symbol {
    let usr: String
    let name: String
    let kind: Kind
  }

  /// A symbol at a place: defined there, or used.
  struct Occurrence {
    let symbol: Symbol
    let roles: Roles
    let line: Int
    /// Of a definition: what it is a member of.
    let parent: Symbol?
  }

  /// The library's number of what a symbol is.
  struct Kind: Hashable {
    let number: CInt
    static let module = Kind(number: 1)
    static let `extension` = Kind(number: 9)
    static let parameter = Kind(number: 25)
  }

  struct Roles: OptionSet {
    let rawValue: UInt64
    static let definition = Roles(rawValue: 1 << 1)
    static let reference = Roles(rawValue: 1 << 2)
    static let implicit = Roles(rawValue: 1 << 8)
    static let member = Roles(rawValue: 1 << 9)
  }

  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// Opens the store in `folder`.
  ///
  /// - Throws: `Fault` where the build wrote no index, or the toolchain has no library for it.
  init(folder: URL) throws {
    let units = folder.appendingPathComponent("v5/units").path
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: units), !names.isEmpty
    else { throw Fault(description: "no index in \(folder.path); build in debug, with the index") }
    library = try Library()
    store = try library.open(folder.path)
  }

  /// Every unit of a file below `root`: also of files that are gone, and older ones.
  func units(below root: String) throws -> [Unit] {
    try library.names(store).compactMap { name in
      let unit = try library.reader(library.unitOpen, store, name)
      defer { library.unitClose(unit) }
      let file = library.text(library.unitFile, unit)
      guard file.hasPrefix(root) else { return nil }
      var records: [(name: String, file: String)] = []
      library.walk(library.unitDependencies, unit) { dependency in
        guard library.dependencyKind(dependency) == Library.recordKind else { return }
        records.append(
          (
            name: library.text(library.dependencyName, dependency),
            file: library.text(library.dependencyFile, dependency)
          ))
      }
      var (seconds, nanoseconds): (Int64, Int64) = (0, 0)
      library.unitTime(unit, &seconds, &nanoseconds)
      let written = Double(seconds) + Double(nanoseconds) / 1e9
      return Unit(
        file: file, module: library.text(library.unitModule, unit),
        object: library.text(library.unitObject, unit),
        written: Date(timeIntervalSince1970: written), records: records)
    }
  }

  /// Everything that the record `name` says of its file.
  func occurrences(record name: String) throws -> [Occurrence] {
    let record = try library.reader(library.recordOpen, store, name)
    defer { library.recordClose(record) }
    var symbols: [Library.Handle: Symbol] = [:]
    func symbol(_ handle: Library.Handle) -> Symbol {
      if let known = symbols[handle] { return known }
      let symbol = Symbol(
        usr: library.text(library.symbolUSR, handle),
        name: library.text(library.symbolName, handle),
        kind: Kind(number: library.symbolKind(handle)))
      symbols[handle] = symbol
      return symbol
    }
    var found: [Occurrence] = []
    library.walk(library.recordOccurrences, record) { occurrence in
      var (line, column): (CUnsignedInt, CUnsignedInt) = (0, 0)
      library.occurrencePlace(occurrence, &line, &column)
      let roles = Roles(rawValue: library.occurrenceRoles(occurrence))
      var parent: Symbol?
      if roles.contains([.definition, .member]) {
        library.walk(library.occurrenceRelations, occurrence) { relation in
          guard Roles(rawValue: library.relationRoles(relation)).contains(.member) else { return }
          parent = symbol(library.relationSymbol(relation))
        }
      }
      found.append(
        Occurrence(
          symbol: symbol(library.occurrenceSymbol(occurrence)), roles: roles, line: Int(line),
          parent: parent))
    }
    return found
  }
}

/// What is used of `libIndexStore`, as LLVM's `indexstore.h` declares it.
private struct Library {
  typealias Handle = OpaquePointer
  /// Where a string begins and how many bytes it has: the layout of `indexstore_string_ref_t`,
  /// for which a type of Swift's own may not stand in a C function's type.
  typealias Text = iovec
  typealias Failure = UnsafeMutablePointer<Handle?>
  typealias Context = UnsafeMutableRawPointer
  typealias Visit = @convention(c) (Context, Handle) -> Bool
  typealias VisitText = @convention(c) (Context, Text) -> Bool
  typealias OpenStore = @convention(c) (UnsafePointer<CChar>, Failure?) -> Handle?
  typealias Open = @convention(c) (Handle, UnsafePointer<CChar>, Failure?) -> Handle?
  typealias Close = @convention(c) (Handle) -> Void
  typealias Names = @convention(c) (Handle, CUnsignedInt, Context, VisitText) -> Bool
  typealias Walk = @convention(c) (Handle, Context, Visit) -> Bool
  typealias GetText = @convention(c) (Handle) -> Text
  typealias GetPart = @convention(c) (Handle) -> Handle
  typealias GetKind = @convention(c) (Handle) -> CInt
  typealias GetRoles = @convention(c) (Handle) -> UInt64
  typealias Time = UnsafeMutablePointer<Int64>
  typealias GetTime = @convention(c) (Handle, Time, Time) -> Void
  typealias Number = UnsafeMutablePointer<CUnsignedInt>
  typealias GetPlace = @convention(c) (Handle, Number, Number) -> Void

  /// The kind of a unit's dependency that is a record.
  static let recordKind: CInt = 2

  let storeOpen: OpenStore
  let storeNames: Names
  let unitOpen: Open
  let unitClose: Close
  let unitFile: GetText
  let unitModule: GetText
  let unitObject: GetText
  let unitTime: GetTime
  let unitDependencies: Walk
  let dependencyKind: GetKind
  let dependencyName: GetText
  let dependencyFile: GetText
  let recordOpen: Open
  let recordClose: Close
  let recordOccurrences: Walk
  let occurrenceSymbol: GetPart
  let occurrenceRoles: GetRoles
  let occurrencePlace: GetPlace
  let occurrenceRelations: Walk
  let relationSymbol: GetPart
  let relationRoles: GetRoles
  let symbolUSR: GetText
  let symbolName: GetText
  let symbolKind: GetKind

  init() throws {
    let path = Toolchain.root.appendingPathComponent("lib/libIndexStore.so").path
    guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw IndexStore.Fault(description: "the toolchain has no \(path)")
    }
    func function<Function>(_ name: String) throws -> Function {
      guard let found = dlsym(library, "indexstore_" + name) else {
        throw IndexStore.Fault(description: "\(path) has no indexstore_\(name)")
      }
      return unsafeBitCast(found, to: Function.self)
    }
    storeOpen = try function("store_create")
    storeNames = try function("store_units_apply_f")
    unitOpen = try function("unit_reader_create")
    unitClose = try function("unit_reader_dispose")
    unitFile = try function("unit_reader_get_main_file")
    unitModule = try function("unit_reader_get_module_name")
    unitObject = try function("unit_reader_get_output_file")
    unitTime = try function("unit_reader_get_modification_time")
    unitDependencies = try function("unit_reader_dependencies_apply_f")
    dependencyKind = try function("unit_dependency_get_kind")
    dependencyName = try function("unit_dependency_get_name")
    dependencyFile = try function("unit_dependency_get_filepath")
    recordOpen = try function("record_reader_create")
    recordClose = try function("record_reader_dispose")
    recordOccurrences = try function("record_reader_occurrences_apply_f")
    occurrenceSymbol = try function("occurrence_get_symbol")
    occurrenceRoles = try function("occurrence_get_roles")
    occurrencePlace = try function("occurrence_get_line_col")
    occurrenceRelations = try function("occurrence_relations_apply_f")
    relationSymbol = try function("symbol_relation_get_symbol")
    relationRoles = try function("symbol_relation_get_roles")
    symbolUSR = try function("symbol_get_usr")
    symbolName = try function("symbol_get_name")
    symbolKind = try function("symbol_get_kind")
  }

  func open(_ folder: String) throws -> Handle {
    guard let store = storeOpen(folder, nil) else {
      throw IndexStore.Fault(description: "the index in \(folder) can't be read")
    }
    return store
  }

  func reader(_ open: Open, _ store: Handle, _ name: String) throws -> Handle {
    guard let reader = open(store, name, nil) else {
      throw IndexStore.Fault(description: "the index's \(name) can't be read")
    }
    return reader
  }

  func names(_ store: Handle) -> [String] {
    var names: [String] = []
    let box = Box<String> { names.append($0) }
    _ = storeNames(store, 0, box.pointer) { context, text in
      Box<String>.at(context).body(Library.string(text))
      return true
    }
    return names
  }

  func walk(_ walk: Walk, _ reader: Handle, body: (Handle) -> Void) {
    withoutActuallyEscaping(body) { body in
      let box = Box(body: body)
      _ = walk(reader, box.pointer) { context, handle in
        Box<Handle>.at(context).body(handle)
        return true
      }
    }
  }

  func text(_ get: GetText, _ handle: Handle) -> String { Self.string(get(handle)) }

  static func string(_ text: Text) -> String {
    let bytes = UnsafeRawBufferPointer(start: text.iov_base, count: text.iov_len)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A closure on its way through a C function's context pointer.
private final class Box<Item> {
  let body: (Item) -> Void
  init(body: @escaping (Item) -> Void) { self.body = body }
  var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
  static func at(_ pointer: UnsafeMutableRawPointer) -> Box {
    Unmanaged.fromOpaque(pointer).takeUnretainedValue()
  }
}

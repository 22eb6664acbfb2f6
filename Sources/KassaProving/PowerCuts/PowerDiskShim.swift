import Foundation
import GRDBSQLite
import Synchronization

/// The layer between SQLite and the system's files (a VFS, in SQLite's word) that knows ``PowerDisk``s.
///
/// Files outside of a disk's folder are the system's own and never come back here. There is one for
/// the process, because SQLite keeps its list of them so.
enum PowerDiskShim {
  private static let disks = Mutex<[PowerDisk]>([])

  /// The files of `disk`'s folder that are opened from now on are on it.
  static func insert(_ disk: PowerDisk) {
    _ = registered
    disks.withLock { $0.append(disk) }
  }

  /// Forgets a disk whose files are closed.
  static func remove(_ disk: PowerDisk) { disks.withLock { $0.removeAll { $0 === disk } } }

  fileprivate static func disk(of path: String) -> PowerDisk? {
    disks.withLock { $0.first { path.hasPrefix($0.folder + "/") } }
  }

  /// SQLite keeps the pointer for as long as the process runs.
  nonisolated(unsafe) private static let registered: UnsafeMutablePointer<sqlite3_vfs> = {
    guard let real = sqlite3_vfs_find(nil) else { fatalError("SQLite has no files here") }
    let shim = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    shim.initialize(to: real.pointee)
    shim.pointee.iVersion = 2
    shim.pointee.szOsFile = Int32(PowerFile.headBytes) + real.pointee.szOsFile
    shim.pointee.zName = UnsafePointer(strdup("kassa-power"))
    shim.pointee.pAppData = UnsafeMutableRawPointer(real)
    shim.pointee.xOpen = openFile
    shim.pointee.xDelete = deleteFile
    shim.pointee.xAccess = { Self.real($0).pointee.xAccess(Self.real($0), $1, $2, $3) }
    shim.pointee.xFullPathname = { Self.real($0).pointee.xFullPathname(Self.real($0), $1, $2, $3) }
    shim.pointee.xRandomness = { Self.real($0).pointee.xRandomness(Self.real($0), $1, $2) }
    shim.pointee.xSleep = { Self.real($0).pointee.xSleep(Self.real($0), $1) }
    shim.pointee.xCurrentTime = { Self.real($0).pointee.xCurrentTime(Self.real($0), $1) }
    shim.pointee.xGetLastError = { Self.real($0).pointee.xGetLastError(Self.real($0), $1, $2) }
    shim.pointee.xCurrentTimeInt64 = {
      Self.real($0).pointee.xCurrentTimeInt64(Self.real($0), $1)
    }
    sqlite3_vfs_register(shim, 1)
    return shim
  }()

  fileprivate static func real(
    _ vfs: UnsafeMutablePointer<sqlite3_vfs>?
  ) -> UnsafeMutablePointer<sqlite3_vfs> {
    guard let real = vfs?.pointee.pAppData else { fatalError("SQLite lost its files") }
    return real.assumingMemoryBound(to: sqlite3_vfs.self)
  }
}

private let openFile:
  @convention(c) (
    UnsafeMutablePointer<sqlite3_vfs>?, UnsafePointer<CChar>?,
    UnsafeMutablePointer<sqlite3_file>?, Int32, UnsafeMutablePointer<Int32>?
  ) -> Int32 = { vfs, name, file, flags, outFlags in
    let real = PowerDiskShim.real(vfs)
    guard let file else { return SQLITE_CANTOPEN }
    let path = name.map { String(cString: $0) } ?? ""
    guard let disk = PowerDiskShim.disk(of: path) else {
      return real.pointee.xOpen(real, name, file, flags, outFlags)
    }
    if disk.isOff { return SQLITE_CANTOPEN }
    let inner = PowerFile.inner(file)
    let code = real.pointee.xOpen(real, name, inner, flags, outFlags)
    guard code == SQLITE_OK else {
      file.pointee.pMethods = nil
      return code
    }
    if !path.hasSuffix("-shm") { disk.opened(path) }
    PowerFile.attach(PowerFile(disk, path), to: file)
    return SQLITE_OK
  }

private let deleteFile:
  @convention(c) (UnsafeMutablePointer<sqlite3_vfs>?, UnsafePointer<CChar>?, Int32) -> Int32 = {
    vfs, name, syncsFolder in
    let real = PowerDiskShim.real(vfs)
    let path = name.map { String(cString: $0) } ?? ""
    if let disk = PowerDiskShim.disk(of: path) {
      let code = disk.delete(path)
      guard code == SQLITE_OK else { return code }
    }
    return real.pointee.xDelete(real, name, syncsFolder)
  }

/// One open file on a ``PowerDisk``: SQLite's handle holds it, and the system's handle behind it.
private final class PowerFile {
  let disk: PowerDisk
  let path: String

  init(_ disk: PowerDisk, _ path: String) {
    self.disk = disk
    self.path = path
  }

  /// The methods, and the reference to the object; the system's handle follows.
  static let headBytes = 16

  static func inner(_ file: UnsafeMutablePointer<sqlite3_file>?) -> UnsafeMutablePointer<
    sqlite3_file
  > {
    guard let file else { fatalError("SQLite has a file without a handle") }
    return (UnsafeMutableRawPointer(file) + headBytes).assumingMemoryBound(to: sqlite3_file.self)
  }

  private static func slot(
    _ file: UnsafeMutablePointer<sqlite3_file>?
  ) -> UnsafeMutablePointer<UnsafeMutableRawPointer> {
    guard let file else { fatalError("SQLite has a file without a handle") }
    return (UnsafeMutableRawPointer(file) + 8)
      .assumingMemoryBound(to: UnsafeMutableRawPointer.self)
  }

  static func attach(_ object: PowerFile, to file: UnsafeMutablePointer<sqlite3_file>) {
    slot(file).pointee = Unmanaged.passRetained(object).toOpaque()
    file.pointee.pMethods = UnsafePointer(methods)
  }

  private static func of(_ file: UnsafeMutablePointer<sqlite3_file>?) -> PowerFile {
    Unmanaged<PowerFile>.fromOpaque(slot(file).pointee).takeUnretainedValue()
  }

  nonisolated(unsafe) private static let methods: UnsafeMutablePointer<sqlite3_io_methods> = {
    let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    methods.initialize(to: sqlite3_io_methods())
    // Version 2 has no memory mapping: every byte passes here.
    methods.pointee.iVersion = 2
    changing(methods)
    passing(methods)
    return methods
  }()

  /// What changes the file, and ends its use.
  private static func changing(_ methods: UnsafeMutablePointer<sqlite3_io_methods>) {
    methods.pointee.xClose = { file in
      let inner = PowerFile.inner(file)
      Unmanaged<PowerFile>.fromOpaque(PowerFile.slot(file).pointee).release()
      return inner.pointee.pMethods.pointee.xClose(inner)
    }
    methods.pointee.xWrite = { file, bytes, count, offset in
      guard let bytes else { return SQLITE_IOERR }
      let (object, inner) = (PowerFile.of(file), PowerFile.inner(file))
      let written = Array(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
      let code = object.disk.write(object.path, .bytes(at: Int(offset), written))
      return code == SQLITE_OK
        ? inner.pointee.pMethods.pointee.xWrite(inner, bytes, count, offset) : code
    }
    methods.pointee.xTruncate = { file, size in
      let (object, inner) = (PowerFile.of(file), PowerFile.inner(file))
      let code = object.disk.write(object.path, .size(Int(size)))
      return code == SQLITE_OK ? inner.pointee.pMethods.pointee.xTruncate(inner, size) : code
    }
    methods.pointee.xSync = { file, _ in
      let object = PowerFile.of(file)
      return object.disk.sync(object.path)
    }
  }

  /// What asks, and what is the process's own.
  private static func passing(_ methods: UnsafeMutablePointer<sqlite3_io_methods>) {
    methods.pointee.xRead = { file, into, count, offset in
      let inner = PowerFile.inner(file)
      return inner.pointee.pMethods.pointee.xRead(inner, into, count, offset)
    }
    methods.pointee.xFileSize = {
      let inner = PowerFile.inner($0)
      return inner.pointee.pMethods.pointee.xFileSize(inner, $1)
    }
    methods.pointee.xLock = {
      let inner = PowerFile.inner($0)
      return inner.pointee.pMethods.pointee.xLock(inner, $1)
    }
    methods.pointee.xUnlock = {
      let inner = PowerFile.inner($0)
      return inner.pointee.pMethods.pointee.xUnlock(inner, $1)
    }
    methods.pointee.xCheckReservedLock = {
      let inner = PowerFile.inner($0)
      return inner.pointee.pMethods.pointee.xCheckReservedLock(inner, $1)
    }
    methods.pointee.xFileControl = {
      let inner = PowerFile.inner($0)
      return inner.pointee.pMethods.pointee.xFileControl(inner, $1, $2)
    }
    methods.pointee.xSectorSize = {
      let inner = PowerFile.inner($0)
      return inner.pointee.pMethods.pointee.xSectorSize(inner)
    }
    methods.pointee.xDeviceCharacteristics = {
      let inner = PowerFile.inner($0)
      return inner.pointee.pMethods.pointee.xDeviceCharacteristics(inner)
    }
    methods.pointee.xShmMap = {
      let inner = PowerFile.inner($0)
      return inner.pointee.pMethods.pointee.xShmMap(inner, $1, $2, $3, $4)
    }
    methods.pointee.xShmLock = {
      let inner = PowerFile.inner($0)
      return inner.pointee.pMethods.pointee.xShmLock(inner, $1, $2, $3)
    }
    methods.pointee.xShmBarrier = {
      let inner = PowerFile.inner($0)
      inner.pointee.pMethods.pointee.xShmBarrier(inner)
    }
    methods.pointee.xShmUnmap = {
      let inner = PowerFile.inner($0)
      return inner.pointee.pMethods.pointee.xShmUnmap(inner, $1)
    }
  }
}

/// Why a store can't be used.
///
/// The till keeps what it had.
public enum StoreError: Error, Hashable, Sendable {
  case missing(folder: String)
  case noScript(folder: String)
  case unreadable(path: String, reason: String)
  /// A link to what is not there.
  case leadsNowhere(path: String)
  /// A folder with the name of a script.
  case isFolder(path: String)
  case notText(path: String, line: Int)
  case tooLarge(path: String, bytes: Int)
  case tooManyFiles(folder: String)
  case leadsOut(path: String)
  case reservedModule(path: String)
  /// Two files that `require` knows by one name.
  case twoOfOneName(path: String, other: String)
  /// A script failed while the store was loaded.
  case script(ScriptError)
  /// A value of the store's table is wrong.
  case value(place: String, path: String, problem: String)
  /// A file in the place of a folder that is no packed script.
  case notPacked(path: String)
  case packCut(path: String)
  /// A packed script of another API level.
  case otherLevel(path: String, api: Int)
  /// A packed script brings its chain's files.
  case packHasChain(path: String)
  case foreignRegistrar(store: String, registrar: String)
  /// The till gave these parameters of the script no value.
  case parametersMissing([String])
  /// A parameter's value at the till is none that its declaration lets be.
  case parameter(String, problem: String)
  /// It took the process down each time it was loaded.
  case deadly
}

extension StoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let folder): "no folder «\(folder)»; check its path"
    case .noScript(let folder): "«\(folder)» has no store.lua; a store's script is expected there"
    case .unreadable(let path, let reason): "«\(path)» can't be read: \(reason); check its rights"
    case .leadsNowhere(let path):
      "«\(path)» is a link to a file that is not there; put the file itself there"
    case .isFolder(let path): "«\(path)» is a folder, a Lua file was expected; rename the folder"
    case .notText(let path, let line):
      "\(path):\(line): not UTF-8 text; save the file as UTF-8"
    case .tooLarge(let path, let bytes):
      "«\(path)» has \(bytes) bytes, at most \(StoreBundle.bytesMax) are loaded; split it"
    case .tooManyFiles(let folder):
      "«\(folder)» has more than \(StoreBundle.filesMax) Lua files; is it a store's folder?"
    case .leadsOut(let path): "«\(path)» leads out of the store's folder; put the file itself there"
    case .reservedModule(let path): "«\(path)» takes a name of the stock library; rename it"
    case .twoOfOneName(let path, let other):
      "«\(path)» and «\(other)» are one module to require; rename one of them"
    case .script(let error): error.description
    case .value(let place, let path, let problem): "\(place): \(path): \(problem)"
    case .notPacked(let path):
      "«\(path)» is no packed script; name a store's folder, or make one with kassa-run pack"
    case .packCut(let path):
      "«\(path)» is cut off or damaged; copy it again, or pack the store again"
    case .otherLevel(let path, let api):
      "«\(path)» is packed for API level \(api), this program knows \(StoreManifest.api); use a "
        + "program that knows it, or pack a store for this one"
    case .packHasChain(let path):
      "«\(path)» is packed with its chain's files; leave out --chain"
    case .foreignRegistrar(let store, let registrar):
      "the store's INN and taxation are \(store), the registrar's are \(registrar); "
        + "use the store's own registrar"
    case .parametersMissing(let names):
      "this till lacks " + names.map { "«\($0)»" }.joined(separator: ", ")
        + "; stop it and set them: kassa-run parameters set "
        + names.map { "\($0)=VALUE" }.joined(separator: " ") + " --store DIR --data DIR"
    case .parameter(let name, let problem):
      "the parameter «\(name)» of this till: \(problem); stop the till and set it anew: "
        + "kassa-run parameters set \(name)=VALUE --store DIR --data DIR"
    case .deadly:
      "the till died \(CrashWatch.deathsMax) times while it loaded the store; give it another store, "
        + "its receipt is kept; started again, it tries this one again"
    }
  }
}

/// What is sold (tag 1212).
///
/// Sources: 1–19: P229 t.29; 20–27: kkmserver-types;
/// 30–33: FFD 1.2, names shortened as there.
public enum SettlementSubject: Int, FiscalCode, CaseIterable, Codable, JSONCoded, Sendable {
  case commodity = 1
  case excise = 2
  case job = 3
  case service = 4
  case gamblingBet = 5
  case gamblingPrize = 6
  case lotteryTicket = 7
  case lotteryPrize = 8
  case intellectualActivity = 9
  case payment = 10
  case agentCommission = 11
  /// Means «составной» in FFD 1.05 and 1.1 only; its meaning in 1.2 is unverified.
  case composite = 12
  case another = 13
  case propertyRight = 14
  case nonOperatingIncome = 15
  /// Its name in FFD 1.2 differs and is unverified.
  case insurancePremium = 16
  case salesTax = 17
  case resortFee = 18
  case deposit = 19
  case expense = 20
  case pensionInsuranceEntrepreneur = 21
  case pensionInsurance = 22
  case healthInsuranceEntrepreneur = 23
  case healthInsurance = 24
  case socialInsurance = 25
  case casinoPayment = 26
  case cashWithdrawal = 27
  /// Excise goods that must be marked and have no code.
  case exciseUnmarked = 30
  /// Excise goods that must be marked and have a code.
  case exciseMarked = 31
  /// Goods that must be marked and have no code.
  case unmarked = 32
  /// Goods that must be marked and have a code.
  case marked = 33

  package var name: String { words.name }
  package var title: String { words.title }

  private var words: (name: String, title: String) {
    switch self {
    case .commodity: ("commodity", "ТОВАР")
    case .excise: ("excise", "ПОДАКЦИЗНЫЙ ТОВАР")
    case .job: ("job", "РАБОТА")
    case .service: ("service", "УСЛУГА")
    case .gamblingBet: ("gambling_bet", "СТАВКА АЗАРТНОЙ ИГРЫ")
    case .gamblingPrize: ("gambling_prize", "ВЫИГРЫШ АЗАРТНОЙ ИГРЫ")
    case .lotteryTicket: ("lottery_ticket", "ЛОТЕРЕЙНЫЙ БИЛЕТ")
    case .lotteryPrize: ("lottery_prize", "ВЫИГРЫШ ЛОТЕРЕИ")
    case .intellectualActivity: ("intellectual_activity", "РИД")
    case .payment: ("payment", "ПЛАТЕЖ")
    case .agentCommission: ("agent_commission", "АГЕНТСКОЕ ВОЗНАГРАЖДЕНИЕ")
    case .composite: ("composite", "СОСТАВНОЙ ПРЕДМЕТ РАСЧЕТА")
    case .another: ("another", "ИНОЙ ПРЕДМЕТ РАСЧЕТА")
    case .propertyRight: ("property_right", "ИМУЩЕСТВЕННОЕ ПРАВО")
    case .nonOperatingIncome: ("non_operating_income", "ВНЕРЕАЛИЗАЦИОННЫЙ ДОХОД")
    case .insurancePremium: ("insurance_premium", "СТРАХОВЫЕ ВЗНОСЫ")
    case .salesTax: ("sales_tax", "ТОРГОВЫЙ СБОР")
    case .resortFee: ("resort_fee", "КУРОРТНЫЙ СБОР")
    case .deposit: ("deposit", "ЗАЛОГ")
    case .expense: ("expense", "РАСХОД")
    case .pensionInsuranceEntrepreneur: ("pension_insurance_entrepreneur", "ВЗНОСЫ НА ОПС ИП")
    case .pensionInsurance: ("pension_insurance", "ВЗНОСЫ НА ОПС")
    case .healthInsuranceEntrepreneur: ("health_insurance_entrepreneur", "ВЗНОСЫ НА ОМС ИП")
    case .healthInsurance: ("health_insurance", "ВЗНОСЫ НА ОМС")
    case .socialInsurance: ("social_insurance", "ВЗНОСЫ НА ОСС")
    case .casinoPayment: ("casino_payment", "ПЛАТЕЖ КАЗИНО")
    case .cashWithdrawal: ("cash_withdrawal", "ВЫДАЧА ДС")
    case .exciseUnmarked: ("excise_unmarked", "АТНМ")
    case .exciseMarked: ("excise_marked", "АТМ")
    case .unmarked: ("unmarked", "ТНМ")
    case .marked: ("marked", "ТМ")
    }
  }

  /// Whether each line stands for one marked piece, so that its quantity must be 1 (P229 notes).
  package var isOneMarkedPiece: Bool { self == .marked || self == .exciseMarked }
}

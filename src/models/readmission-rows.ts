/**
 * Made-up hospital stays. How often each value comes is as published for the 101,766 stays of Diabetes 130-US hospitals
 * (Strack et al., 2014); what goes with a readmission is made up.
 */

import type { RawRow } from './model';
import { clamp, rowsFrom, weightedName, type Draws } from './synthetic';

/** Columns that nothing goes with, and how many stays have each value. */
const unrelated = {
  race: weightedName({
    ...{ Caucasian: 76099, AfricanAmerican: 19210, '?': 2273, Hispanic: 2037, Other: 1506, Asian: 641 },
  }),
  gender: weightedName({ Female: 54708, Male: 47055, 'Unknown/Invalid': 3 }),
  age: weightedName({
    ...{ '[0-10)': 161, '[10-20)': 691, '[20-30)': 1657, '[30-40)': 3775, '[40-50)': 9685, '[50-60)': 17256 },
    ...{ '[60-70)': 22483, '[70-80)': 26068, '[80-90)': 17197, '[90-100)': 2793 },
  }),
  weight: weightedName({
    ...{ '?': 98569, '[75-100)': 1336, '[50-75)': 897, '[100-125)': 625, '[125-150)': 145, '[25-50)': 97 },
    ...{ '[0-25)': 48, '[150-175)': 35, '[175-200)': 11, '>200': 3 },
  }),
  admission_type_id: weightedName({ 1: 53990, 2: 18480, 3: 18869, 4: 10, 5: 4785, 6: 5291, 7: 21, 8: 320 }),
  discharge_disposition_id: weightedName({ 1: 60234, 2: 2128, 3: 13954, 5: 1184, 6: 12902, 11: 1642, 18: 3691 }),
  admission_source_id: weightedName({ 1: 29565, 2: 1104, 4: 3187, 5: 855, 6: 2264, 7: 57494, 17: 6781, 20: 161 }),
  num_procedures: weightedName({ 0: 46652, 1: 20742, 2: 12717, 3: 9443, 4: 4180, 5: 3078, 6: 4954 }),
  max_glu_serum: weightedName({ None: 96420, Norm: 2597, '>200': 1485, '>300': 1264 }),
  A1Cresult: weightedName({ None: 84748, '>8': 8216, Norm: 4990, '>7': 3812 }),
};

/** Columns that go with a readmission. */
const history = {
  time_in_hospital: weightedName({
    ...{ 1: 14208, 2: 17224, 3: 17756, 4: 13924, 5: 9966, 6: 7539, 7: 5859 },
    ...{ 8: 4391, 9: 3002, 10: 2342, 11: 1855, 12: 1448, 13: 1210, 14: 1042 },
  }),
  payer_code: weightedName({
    ...{ '?': 40256, MC: 32439, HM: 6274, SP: 5007, BC: 4655, MD: 3532, CP: 2533, UN: 2448, CM: 1937, OG: 1033 },
    ...{ PO: 592, DM: 549, CH: 146, WC: 135, OT: 95, MP: 79, SI: 55, FR: 1 },
  }),
  number_outpatient: weightedName({
    ...{ 0: 85027, 1: 8547, 2: 3594, 3: 2042, 4: 1099, 5: 533, 6: 303, 7: 155, 8: 98, 9: 83, 10: 57 },
    ...{ 11: 42, 12: 30, 13: 31, 14: 28, 16: 15, 20: 7, 27: 7, 36: 2, 42: 1 },
  }),
  number_emergency: weightedName({
    ...{ 0: 90383, 1: 7677, 2: 2042, 3: 725, 4: 374, 5: 192, 6: 94, 7: 73, 8: 50, 10: 34, 13: 12, 22: 6, 76: 1 },
  }),
  number_inpatient: weightedName({
    ...{ 0: 67630, 1: 19521, 2: 7566, 3: 3411, 4: 1622, 5: 812, 6: 480, 7: 268, 8: 151, 9: 111, 10: 61 },
    ...{ 11: 49, 12: 34, 13: 20, 14: 10, 15: 9, 16: 6, 21: 1 },
  }),
  number_diagnoses: weightedName({
    ...{ 1: 219, 2: 1023, 3: 2835, 4: 5537, 5: 11393, 6: 10161, 7: 10393, 8: 10616, 9: 49474, 13: 16, 16: 45 },
  }),
};

/** Stays in which a drug was not given, kept, raised, lowered. */
const drugs = {
  metformin: dose(81778, 18346, 1067, 575),
  repaglinide: dose(100227, 1384, 110, 45),
  nateglinide: dose(101063, 668, 24, 11),
  chlorpropamide: dose(101680, 79, 6, 1),
  glimepiride: dose(96575, 4670, 327, 194),
  acetohexamide: dose(101765, 1),
  glipizide: dose(89080, 11356, 770, 560),
  glyburide: dose(91116, 9274, 812, 564),
  tolbutamide: dose(101743, 23),
  pioglitazone: dose(94438, 6976, 234, 118),
  rosiglitazone: dose(95401, 6100, 178, 87),
  acarbose: dose(101458, 295, 10, 3),
  miglitol: dose(101728, 31, 2, 5),
  troglitazone: dose(101763, 3),
  tolazamide: dose(101727, 38, 1),
  examide: dose(101766, 0),
  citoglipton: dose(101766, 0),
  insulin: dose(47383, 30849, 11316, 12218),
  'glyburide-metformin': dose(101060, 692, 8, 6),
  'glipizide-metformin': dose(101753, 13),
  'glimepiride-pioglitazone': dose(101765, 1),
  'metformin-rosiglitazone': dose(101764, 2),
  'metformin-pioglitazone': dose(101765, 1),
};

function dose(No: number, Steady: number, Up = 0, Down = 0): (draws: Draws) => string {
  return weightedName({ No, Steady, Up, Down });
}

/** Which of the 67 rarer specialties it is makes no difference. */
const specialty = weightedName({
  ...{ '?': 49949, InternalMedicine: 14635, 'Emergency/Trauma': 7565, 'Family/GeneralPractice': 7440 },
  ...{ Cardiology: 5352, 'Surgery-General': 3099, Rare: 13726 },
});

export const readmissionRows = rowsFrom((draws, index): RawRow => {
  const past = drawnHistory(draws);
  const given = drawn(drugs, draws);
  const days = Number(past.time_in_hospital);
  const doses = Object.values(given).filter((dose) => dose !== 'No');
  const isChanged = doses.length > 1 || doses.some((dose) => dose !== 'Steady');
  return {
    encounter_id: String(12_522 + 7 * index),
    patient_nbr: String(draws.whole(135, 189_502_619)),
    ...drawn(unrelated, draws),
    ...past,
    medical_specialty: specialty(draws).replace('Rare', () => `Rare-${draws.whole(1, 67)}`),
    num_lab_procedures: String(Math.round(clamp(draws.normal(38 + days, 19), 1, 132))),
    num_medications: medications(days, draws),
    ...{ diag_1: diagnosis(draws), diag_2: diagnosis(draws), diag_3: diagnosis(draws) },
    ...given,
    change: isChanged ? 'Ch' : 'No',
    diabetesMed: doses.length > 0 ? 'Yes' : 'No',
    readmitted: outcome(past, doses.length, draws),
  };
});

function drawn(columns: Readonly<Record<string, (draws: Draws) => string>>, draws: Draws): RawRow {
  return Object.fromEntries(Object.entries(columns).map(([column, draw]) => [column, draw(draws)]));
}

type History = Readonly<Record<keyof typeof history, string>>;

function drawnHistory(draws: Draws): History {
  return {
    time_in_hospital: history.time_in_hospital(draws),
    payer_code: history.payer_code(draws),
    number_outpatient: history.number_outpatient(draws),
    number_emergency: history.number_emergency(draws),
    number_inpatient: history.number_inpatient(draws),
    number_diagnoses: history.number_diagnoses(draws),
  };
}

/** The square of a normal number: most patients get some fifteen drugs, a few get many more. */
function medications(days: number, draws: Draws): string {
  const root = draws.normal(3.3 + 0.13 * days, 0.9);
  return String(Math.round(clamp(root * root, 1, 81)));
}

/** A code of ICD-9: one of diabetes with its decimals, another disease, or a supplementary one. */
function diagnosis(draws: Draws): string {
  if (draws.chance(0.01)) return '?';
  if (draws.chance(0.1)) return `250.${String(draws.whole(0, 93)).padStart(2, '0')}`;
  return draws.chance(0.03) ? `V${draws.whole(10, 85)}` : String(draws.whole(1, 999));
}

/** Who was there often comes back soon. The bounds give the published shares: 54, 35 and 11 %. */
function outcome(past: History, drugsGiven: number, draws: Draws): string {
  const seen = (visits: string, cap: number): number => Math.min(Number(visits), cap);
  const frailty =
    0.45 * seen(past.number_inpatient, 4) +
    0.3 * seen(past.number_emergency, 3) +
    0.15 * seen(past.number_outpatient, 3) +
    0.09 * Number(past.number_diagnoses) +
    0.02 * Number(past.time_in_hospital) +
    (drugsGiven > 0 ? 0.2 : 0) +
    (past.payer_code === 'MC' ? 0.1 : 0) +
    draws.normal(0, 1);
  if (frailty > 2.7) return '<30';
  return frailty > 1.4 ? '>30' : 'NO';
}

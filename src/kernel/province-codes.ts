/**
 * First two digits of the administrative division codes (GB/T 2260) in use, and 81, 82, 83: the residence permits of
 * Hong Kong, Macao and Taiwan residents (港澳台居民居住证), which carry a resident identity number of the same form.
 * County codes are abolished and made anew every year, so only the province is looked at.
 */
const PROVINCE_CODES: ReadonlySet<string> = new Set([
  ...['11', '12', '13', '14', '15'], // Beijing, Tianjin, Hebei, Shanxi, Inner Mongolia
  ...['21', '22', '23'], // Liaoning, Jilin, Heilongjiang
  ...['31', '32', '33', '34', '35', '36', '37'], // Shanghai, Jiangsu, Zhejiang, Anhui, Fujian, Jiangxi, Shandong
  ...['41', '42', '43', '44', '45', '46'], // Henan, Hubei, Hunan, Guangdong, Guangxi, Hainan
  ...['50', '51', '52', '53', '54'], // Chongqing, Sichuan, Guizhou, Yunnan, Xizang
  ...['61', '62', '63', '64', '65'], // Shaanxi, Gansu, Qinghai, Ningxia, Xinjiang
  ...['71', '81', '82', '83'],
]);

/** Whether an administrative division code (or longer number that starts with one) begins with a real province's code. */
export function startsWithProvinceCode(areaCode: string): boolean {
  return PROVINCE_CODES.has(areaCode.slice(0, 2));
}

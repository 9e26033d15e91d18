import { applyTheme, theme, themeIn } from '../state/theme.ts';

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  return (
    <label>
      Colours{' '}
      <select
        id="theme"
        value={theme.value}
        onChange={({ currentTarget }) => applyTheme(themeIn(currentTarget.value))}
      >
        <option value="auto">as the system</option>
        <option value="light">light</option>
        <option value="dark">dark</option>
      </select>
    </label>
  );
}

import { App, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';

/** Colours of antd that do not reach the contrast of WCAG 2.2 AA (4.5:1) by themselves. */
const token = {
  colorPrimary: '#0958d9',
  colorInfo: '#0958d9',
  colorLink: '#0958d9',
  colorError: '#cf1322',
  colorTextPlaceholder: '#6b7280',
  colorTextDescription: '#595959',
  colorTextTertiary: '#595959',
  borderRadius: 6,
};

/** The look of the consoles of staff and designers, in the language that is on. */
export function ConsoleTheme({ className, children }: { className?: string; children: ReactNode }) {
  const { language } = useLanguage();
  return (
    <ConfigProvider
      locale={language === 'en' ? en : zh}
      button={{ autoInsertSpace: false }}
      theme={{ token, components: { Empty: { colorTextDescription: '#595959' } } }}
    >
      <App className={className}>{children}</App>
    </ConfigProvider>
  );
}

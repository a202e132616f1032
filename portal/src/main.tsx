import { render } from 'solid-js/web';
import { App } from './app/App';
import './ui/style.css';

render(App, document.getElementById('root') as HTMLElement);
